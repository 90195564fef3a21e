import type { ParsedArticle } from '../../core/importing';
import * as m from '../../core/messages/messages.js';
import { BroadsheetError } from '../../core/reply';
import type { FileImporter, ImportFile } from './importer';
import { decode, notText } from './parts/decode';
import { storyOfNewsObject, type NewsObject } from './parts/news-object';

/** What only ninjs objects have, of any version. */
const OWN_KEYS = /"(bodies|headlines|body_\w+|headline_\w+|versioncreated|versionCreated|pubstatus|pubStatus)"\s*:/;

/** The IPTC's News in JSON, versions 1 to 3: one object, a list of them, or one a line; see docs/formats/ninjs.md. */
export const ninjs: FileImporter = {
  id: 'ninjs',
  label: m.format_ninjs,
  extensions: ['json', 'jsonl'],
  mediaType: 'application/json',
  maxBytes: 128 * 1_048_576,
  keeps: m.format_ninjs_import_keeps,

  sniff(head, name) {
    if (notText(head) !== null) return 0;
    const { text } = decode(head, name);
    return /^\s*[[{]/.test(text) && /"(uri|guid)"\s*:/.test(text) && OWN_KEYS.test(text) ? 0.9 : 0;
  },

  async *read(file: ImportFile): AsyncIterable<ParsedArticle> {
    const { text, warning } = decode(file.bytes, file.name);
    const objects = objectsIn(text);
    const stories = objects.map(storyOfNewsObject).filter((story) => story !== null);
    const [first] = stories;
    if (!first) throw new BroadsheetError('unrecognised', m.error_no_news_text({ name: file.name }));
    const textless = objects.length - stories.length;
    if (textless > 0) first.warnings.push(m.import_textless({ count: textless, number: String(textless) }));
    if (warning !== '') first.warnings.unshift(warning);
    yield* stories;
  },
};

function objectsIn(text: string): NewsObject[] {
  const whole = parse(text);
  const values = whole === undefined ? text.split('\n').map(parse) : Array.isArray(whole) ? (whole as unknown[]) : [whole];
  return values.filter((value): value is NewsObject => typeof value === 'object' && value !== null && !Array.isArray(value));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
