import { inDigits } from '../../../core/figures';
import * as m from '../../../core/messages/messages.js';
import type { ExportContext, Stories } from '../exporter';
import { namesOf } from './byline-names';
import { documentStory, type DocumentStory } from './document-story';
import type { BlockSetting } from './docx-blocks';
import { contentsPage } from './docx-contents';
import { DRAWING, MAIN } from './docx-names';
import { commentToDocx, placeNotes } from './docx-notes';
import { DocxNumbering } from './docx-numbering';
import * as parts from './docx-package';
import { DocxMedia, DocxPart, XML } from './docx-part';
import { NO_COMMENTS } from './docx-runs';
import { storyToDocx } from './docx-story';
import { docxStyles } from './docx-styles';
import { WEB_SCHEMES } from './html-blocks';
import { Spool } from './spool';
import { ZipWriter } from './zip';

/**
 * Stories as one word-processing document, with their notes as comments. The text is one part, which begins with a table of contents
 * that is known at the end; until then it is kept on the disk.
 */
export async function* writeDocument(stories: Stories, context: ExportContext): AsyncIterable<Uint8Array> {
  const zip = new ZipWriter();
  const encoder = new TextEncoder();
  const text = (path: string, content: string) => zip.file(path, encoder.encode(content));
  const media = new DocxMedia();
  const document = new DocxPart(media);
  const comments = new DocxPart(media);
  const numbering = new DocxNumbering();
  const body = new Spool();
  const said = new Spool();
  const about = new DocumentFacts();
  const isMany = stories.total > 1;
  let lastId = 0;
  let commentCount = 0;
  const { page, meanings, version } = context;
  const room = parts.roomOn(page.paper);
  const common = {
    numbering,
    nextId: () => (lastId += 1),
    room,
    bold: false,
    indent: 0,
    first: '',
    style: 'Normal',
    depth: 0,
    schemes: WEB_SCHEMES,
  };

  try {
    yield text('[Content_Types].xml', parts.CONTENT_TYPES);
    yield text('_rels/.rels', parts.PACKAGE_RELATIONS);
    for await (const exported of stories) {
      const story = documentStory(exported, page, meanings);
      const bookmark = about.add(story);
      const notes = placeNotes(story, commentCount);
      const base = { ...common, lang: story.lang, isRightToLeft: story.dir === 'rtl', prefix: bookmark };
      const setting: BlockSetting = { ...base, part: document, comments: notes.comments };
      await body.add(encoder.encode(`${storyToDocx(story, notes, { ...setting, first: isMany ? '<w:pageBreakBefore/>' : '' })}\n`));
      for (const comment of notes.commented) {
        await said.add(encoder.encode(`${commentToDocx(comment, { ...base, part: comments, comments: NO_COMMENTS })}\n`));
      }
      commentCount += notes.commented.length;
      for (const { path, bytes } of media.taken()) yield zip.file(`word/${path}`, bytes, 'stored');
    }

    const { only, isRightToLeft, title } = about;
    const relations = { header: document.relation('header', 'header1.xml'), footer: document.relation('footer', 'footer1.xml') };
    for (const kind of ['styles', 'numbering', 'settings', 'comments']) document.relation(kind, `${kind}.xml`);
    const opening = `${XML}<w:document ${MAIN} ${DRAWING}><w:body>\n${isMany ? contentsPage(about.entries) : ''}`;
    const closing = `${parts.section(page.paper, relations, isRightToLeft)}</w:body></w:document>`;
    yield* zip.stream('word/document.xml', between(encoder.encode(opening), body, encoder.encode(closing)));
    const commentsOpening = `${XML}<w:comments ${MAIN} ${DRAWING}>\n`;
    yield* zip.stream('word/comments.xml', between(encoder.encode(commentsOpening), said, encoder.encode('</w:comments>')));
    yield text('word/_rels/document.xml.rels', document.relationships());
    yield text('word/_rels/comments.xml.rels', comments.relationships());
    yield text('word/styles.xml', docxStyles(only?.lang ?? '', meanings));
    yield text('word/numbering.xml', numbering.xml());
    yield text('word/settings.xml', parts.SETTINGS);
    yield text('word/header1.xml', parts.header([only?.publication ?? '', title].filter((part) => part !== '').join(' · '), only !== null));
    yield text('word/footer1.xml', parts.footer());
    yield text('docProps/core.xml', parts.coreProperties(about.properties()));
    yield text('docProps/app.xml', parts.appProperties(version));
    yield zip.end();
  } finally {
    await body.close();
    await said.close();
  }
}

async function* between(opening: Uint8Array, spool: Spool, closing: Uint8Array): AsyncIterable<Uint8Array> {
  yield opening;
  yield* spool.bytes();
  yield closing;
}

/** What a document is told to be, gathered from its stories. */
class DocumentFacts {
  readonly entries: { bookmark: string; title: string; lang: string; dir: string }[] = [];
  #creators = new Set<string>();
  #keywords = new Set<string>();
  #languages = new Set<string>();
  #publication = '';
  #description = '';
  #modified = '';
  #rightToLeft = 0;

  /** @returns the name by which the document knows the story */
  add({ article, title, lang, dir, modified }: DocumentStory): string {
    const bookmark = `story${this.entries.length + 1}`;
    this.entries.push({ bookmark, title, lang, dir });
    for (const name of namesOf(article.byline)) this.#creators.add(name);
    for (const tag of article.tags) this.#keywords.add(tag);
    if (lang !== '') this.#languages.add(lang);
    this.#publication = article.publication;
    this.#description = article.deck;
    if (modified > this.#modified) this.#modified = modified;
    if (dir === 'rtl') this.#rightToLeft += 1;
    return bookmark;
  }

  /** The one story, if there is just one. */
  get only(): { publication: string; lang: string } | null {
    const [entry] = this.entries;
    return this.entries.length === 1 && entry ? { publication: this.#publication, lang: entry.lang } : null;
  }

  get title(): string {
    const count = this.entries.length;
    return count === 1 ? (this.entries[0]?.title ?? '') : m.story_count({ count, number: inDigits(count) });
  }

  get isRightToLeft(): boolean {
    return this.#rightToLeft * 2 > this.entries.length;
  }

  properties(): parts.CoreProperties {
    const time = Date.parse(this.#modified);
    const changed = `${new Date(Number.isNaN(time) ? 0 : time).toISOString().slice(0, 19)}Z`;
    return {
      title: this.title,
      creators: [...this.#creators],
      keywords: [...this.#keywords],
      description: this.only ? this.#description : '',
      language: [...this.#languages][0] ?? '',
      created: changed,
      modified: changed,
    };
  }
}
