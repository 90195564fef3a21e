import { createHash } from 'node:crypto';
import type { ExportStory } from '../../../core/exporting';
import * as m from '../../../core/messages/messages.js';
import type { ExportContext, Stories } from '../exporter';
import { BookNotes } from './book-notes';
import { CONTAINER, coverPage, MEDIA_TYPE, navigation, packageDocument, type BookItem, type BookStory } from './book-package';
import { bookPage } from './book-page';
import { documentStory, type DocumentStory } from './document-story';
import { articleToHtml, type ArticleSetting } from './html-article';
import { WEB_SCHEMES } from './html-blocks';
import { dateInWords } from './page-dates';
import { pictureOf } from './pictures';
import { bookStyle } from './style-sheets';
import { attributes, xmlText } from './xml-text';
import { ZipWriter } from './zip';

/** Where a book's parts lie in its file. */
const FOLDER = 'EPUB';
const DAY_LENGTH = '2000-01-01'.length;

/**
 * Stories as one EPUB, each written as soon as it is read: what the book knows only at the end, such as its table of contents, stands
 * at the end of the file.
 */
export async function* writeBook(stories: Stories, context: ExportContext): AsyncIterable<Uint8Array> {
  const zip = new ZipWriter();
  const encoder = new TextEncoder();
  const text = (path: string, content: string) => zip.file(path, encoder.encode(content));
  // The first file tells what this is, and must be readable as it is.
  yield zip.file('mimetype', encoder.encode(MEDIA_TYPE), 'stored');
  yield text('META-INF/container.xml', CONTAINER);
  yield text(`${FOLDER}/style.css`, bookStyle());

  const chapters: BookStory[] = [];
  const pictures = new BookPictures();
  const notes = new BookNotes(context.meanings);
  for await (const exported of stories) {
    const { page, chapter, story } = chapterOf(exported, chapters.length + 1, pictures, context);
    chapters.push(chapter);
    notes.add(story, chapter.path);
    yield text(`${FOLDER}/${chapter.path}`, page);
    for (const { path, bytes } of pictures.taken()) yield zip.file(`${FOLDER}/${path}`, bytes, 'stored');
  }

  const index = notes.page();
  const book = { stories: chapters, items: pictures.items, hasNotes: index !== '', allDescribed: pictures.allDescribed };
  if (index !== '') yield text(`${FOLDER}/notes.xhtml`, index);
  yield text(`${FOLDER}/cover.xhtml`, coverPage(book));
  yield text(`${FOLDER}/nav.xhtml`, navigation(book));
  yield text(`${FOLDER}/package.opf`, packageDocument(book));
  yield zip.end();
}

function chapterOf(
  exported: ExportStory,
  number: number,
  pictures: BookPictures,
  { page, meanings }: ExportContext,
): { page: string; chapter: BookStory; story: DocumentStory } {
  const story = documentStory(exported, page, meanings);
  const setting: ArticleSetting = {
    prefix: '',
    deeper: 0,
    schemes: WEB_SCHEMES,
    isBook: true,
    picture: (src, alt) => pictures.take(src, alt),
  };
  const body = articleToHtml(story, setting);
  const { title, lang, dir, modified, article } = story;
  const { uid, byline, deck, publication, published, url, rights, tags } = article;
  const day = published && dateInWords(published.slice(0, DAY_LENGTH), page);
  const path = `stories/${String(number).padStart(4, '0')}.xhtml`;
  const chapter = { path, title, lang, dir, modified, day, uid, byline, deck, publication, published, url, rights, tags };
  return { page: bookPage({ title, lang, dir, body, style: '../style.css' }), chapter, story };
}

/** The pictures of a book, each once however often it is shown. */
class BookPictures {
  readonly items: BookItem[] = [];
  allDescribed = true;
  readonly #known = new Set<string>();
  #waiting: { path: string; bytes: Uint8Array }[] = [];

  /** A picture as an element of a story, or a link to one that the archive does not hold. */
  take(src: string, alt: string): string {
    const found = pictureOf(src);
    if (!found) return missing(src, alt);
    if (alt === '') this.allDescribed = false;
    const { bytes, mediaType, extension } = found;
    const path = `pictures/${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}.${extension}`;
    if (!this.#known.has(path)) {
      this.#known.add(path);
      this.#waiting.push({ path, bytes });
      this.items.push({ path, mediaType });
    }
    return `<img src="../${path}" alt="${xmlText(alt)}"/>`;
  }

  /** Those that were taken since the last time. */
  taken(): { path: string; bytes: Uint8Array }[] {
    const waiting = this.#waiting;
    this.#waiting = [];
    return waiting;
  }
}

function missing(src: string, alt: string): string {
  const words = xmlText([m.page_picture(), alt].filter((part) => part !== '').join(': '));
  const isAddress = /^https?:/i.test(src) && URL.canParse(src);
  return isAddress ? `<a${attributes({ class: 'picture', href: new URL(src).href })}>${words}</a>` : `<p class="picture">${words}</p>`;
}
