import type { ParsedArticle } from '../../core/importing';
import * as m from '../../core/messages/messages.js';
import { ownerOf } from '../../core/note-file';
import { BroadsheetError } from '../../core/reply';
import type { FileImporter, ImportFile } from './importer';
import { decode, notText } from './parts/decode';
import { noteStory } from './parts/note-story';

const MARKDOWN_FILE = /\.(md|markdown|mdown)$/i;
/** Front matter that says where a note was taken from. */
const CLIPPED = /^---\r?\n(?:[^\n]*\n)*?(?:source|source_url|url): *["']?https?:/;

/** Stories as Markdown: Broadsheet's own files, with everything in them, and what web clippers and note-takers write. */
export const markdown: FileImporter = {
  id: 'markdown',
  label: m.format_markdown_import,
  extensions: ['md', 'markdown'],
  mediaType: 'text/markdown',
  maxBytes: 50 * 1_048_576,
  keeps: m.format_markdown_import_keeps,

  sniff(head, name) {
    if (notText(head) !== null) return 0;
    const { text } = decode(head, name);
    if (ownerOf(text) !== '') return 0.97;
    const isNamedSo = MARKDOWN_FILE.test(name);
    if (CLIPPED.test(text)) return isNamedSo ? 0.95 : 0.6;
    return isNamedSo ? 0.7 : 0;
  },

  async *read({ bytes, name, beside }: ImportFile): AsyncIterable<ParsedArticle> {
    const { text, warning } = decode(bytes, name);
    const story = await noteStory(text, beside ?? (() => Promise.resolve(null)));
    if (!story) throw new BroadsheetError('unrecognised', m.error_note_without_text({ name }));
    if (warning !== '') story.warnings.push(warning);
    yield story;
  },
};
