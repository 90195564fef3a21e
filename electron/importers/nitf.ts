import type { ParsedArticle } from '../../core/importing';
import * as m from '../../core/messages/messages.js';
import { BroadsheetError } from '../../core/reply';
import type { FileImporter, ImportFile } from './importer';
import { decode, notText } from './parts/decode';
import { storyOfNitf } from './parts/nitf-story';
import { named, nameOf, parseXml } from './parts/xml';

const ROOT = /^\s*(?:<\?xml[^>]*\?>)?(?:\s|<!--[\s\S]*?-->|<!DOCTYPE[^[>]*(?:\[[\s\S]*?\])?\s*>|<\?[^>]*\?>)*<(?:[\w-]+:)?nitf[\s>]/i;

/** The IPTC's News Industry Text Format, versions 3.x, of any newsroom; see docs/formats/nitf.md. */
export const nitf: FileImporter = {
  id: 'nitf',
  label: m.format_nitf,
  extensions: ['xml', 'nitf'],
  mediaType: 'application/nitf+xml',
  maxBytes: 50 * 1_048_576,
  keeps: m.format_nitf_import_keeps,

  sniff(head, name) {
    if (notText(head) !== null) return 0;
    return ROOT.test(decode(head, name).text) ? 0.97 : 0;
  },

  async *read(file: ImportFile): AsyncIterable<ParsedArticle> {
    const { text, warning } = decode(file.bytes, file.name);
    const root = parseXml(text);
    const documents = !root ? [] : nameOf(root) === 'nitf' ? [root] : [...named(root, 'nitf')];
    const stories = documents.map(storyOfNitf).filter((story) => story !== null);
    if (stories.length === 0) throw new BroadsheetError('unrecognised', m.error_no_news_text({ name: file.name }));
    if (warning !== '') stories[0]?.warnings.unshift(warning);
    yield* stories;
  },
};
