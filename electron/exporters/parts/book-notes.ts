import { HIGHLIGHT_COLORS, type ColorMeanings, type HighlightColorId } from '../../../core/highlight-colors';
import { languageById, spoken } from '../../../core/languages';
import * as m from '../../../core/messages/messages.js';
import { bookPage } from './book-page';
import { colorName } from '../../../core/color-names';
import type { DocumentNote, DocumentStory } from './document-story';
import { articleName, joined, line, own, passageAndWords, tagsOf } from './html-article';
import { passageName, WEB_SCHEMES } from './html-blocks';
import { attributes, xmlText } from './xml-text';

/** Every highlight and note of a book by colour, at its end, each leading to its place. */
export class BookNotes {
  readonly #entries = new Map<HighlightColorId, string[]>();

  constructor(readonly meanings: ColorMeanings) {}

  /** The notes of a story that stands in the file at `path`. */
  add(story: DocumentStory, path: string): void {
    for (const note of story.notes) {
      const { color } = note.annotation;
      const entries = this.#entries.get(color) ?? [];
      entries.push(entryOf(note, story, path));
      this.#entries.set(color, entries);
    }
  }

  /** The page, or an empty string when there is nothing for it. */
  page(): string {
    const parts = HIGHLIGHT_COLORS.flatMap(({ id, letter }) => {
      const entries = this.#entries.get(id);
      if (!entries) return [];
      const tile = `<span${attributes({ class: 'tile', 'data-color': id, 'aria-hidden': 'true' })}>${letter}</span>`;
      return [`<section>\n<h2 class="color">${tile} ${xmlText(colorName(id, this.meanings))}</h2>\n${entries.join('\n')}\n</section>`];
    });
    if (parts.length === 0) return '';
    const title = m.document_notes_by_color();
    const { id, direction } = languageById(spoken());
    const body = `<section class="index">\n<h1>${xmlText(title)}</h1>\n${parts.join('\n')}\n</section>`;
    return bookPage({ title, lang: id, dir: direction, body, style: 'style.css' });
  }
}

function entryOf(note: DocumentNote, { article, title, lang, dir }: DocumentStory, path: string): string {
  const { annotation, where, created } = note;
  const place = note.hasBeginning ? passageName(annotation.uid) : articleName(article.uid);
  const link = `<a${attributes({ href: `${path}#${place}`, lang, dir })}>${xmlText(title)}</a>`;
  const particulars = line('particulars', joined([link, own(where), tagsOf(annotation.tags), own(created)]));
  const setting = { prefix: '', deeper: 0, schemes: WEB_SCHEMES, isBook: true, picture: () => '' };
  const content = passageAndWords(note, setting);
  const inside = content === '' ? '' : `\n<div${attributes({ lang, dir })}>${content}</div>`;
  return `<div${attributes({ class: 'note', 'data-color': annotation.color })}>\n${particulars}${inside}\n</div>`;
}
