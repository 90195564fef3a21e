import { searchesInsideWords, stemLanguage } from '../../../core/stem';
import { tokenize } from '../../../core/tokenize';
import type { ReadableDb, WritableDb } from '../handle';
import type { IndexDocument } from '../index/word-log';
import { statement, valueOf } from '../statement';
import { FLAGS, minutesOf, type ColumnValues } from './columns';
import { ARTICLE_FIELDS as F } from './fields';

/** What the index takes of a story. */
export interface ArticleTexts {
  headline: string;
  deck: string;
  kicker: string;
  byline: string;
  dateline: string;
  publication: string;
  section: string;
  url: string;
  language: string;
  text: string;
  tags: readonly string[];
}

/** A headline that only repeats the words the story begins with, as collections without headlines have them, tells nothing more. */
function repeatsOpening(headline: string, text: string): boolean {
  const words = tokenize(headline).map(({ term }) => term);
  const opening = tokenize(text.slice(0, headline.length * 2 + 80)).map(({ term }) => term);
  const last = words.length - 1;
  return (
    words.length > 0 &&
    words.every((word, index) => opening[index] === word || (index === last && opening[index]?.startsWith(word) === true))
  );
}

/** A story as the index takes it. */
export function articleDocument(id: number, article: ArticleTexts): IndexDocument {
  const derived = repeatsOpening(article.headline, article.text);
  const texts: [number, string][] = [
    [F.body, article.text],
    [F.headline, derived ? '' : article.headline],
    [F.deck, `${article.kicker}\n${article.deck}`],
    [F.byline, article.byline],
    [F.place, article.dateline],
    [F.tags, [article.publication, ...article.tags].join('\n')],
    [F.derived, derived ? article.headline : ''],
    [F.section, article.section],
    [F.url, article.url],
  ];
  return { id, language: article.language, fields: texts.map(([field, text]) => ({ field, text })) };
}

/** Stories as they are now, for the index. */
export function* loadArticleDocuments(db: ReadableDb, ids: readonly number[]): Generator<IndexDocument> {
  const read = db.prepare<[number], Omit<ArticleTexts, 'tags'>>(
    'SELECT headline, deck, kicker, byline, dateline, publication, section, url, language, text FROM articles WHERE id = ?',
  );
  const tags = db
    .prepare<[number], string>('SELECT name FROM article_tags JOIN tags ON tags.id = tag_id WHERE article_id = ? ORDER BY position')
    .pluck();
  for (const id of ids) {
    const article = read.get(id);
    if (article) yield articleDocument(id, { ...article, tags: tags.all(id) });
  }
}

/** The number of a name in a table of names; 0 for none and for one that is not there. */
export function knownNumber(db: ReadableDb, table: 'publications' | 'languages', name: string): number {
  if (name === '') return 0;
  const column = table === 'languages' ? 'tag' : 'name';
  return valueOf<[string], number>(db, `SELECT id FROM ${table} WHERE ${column} = ?`).get(name) ?? 0;
}

/** As {@link knownNumber}, made when there is none. */
export function numberOf(db: WritableDb, table: 'publications' | 'languages', name: string): number {
  const known = knownNumber(db, table, name);
  if (known !== 0 || name === '') return known;
  const column = table === 'languages' ? 'tag' : 'name';
  return Number(statement<[string]>(db, `INSERT INTO ${table} (${column}) VALUES (?)`).run(name).lastInsertRowid);
}

interface ColumnRow {
  published: string;
  imported_at: string;
  publication: string;
  language: string;
  url: string;
  original: number;
  image: number;
  read_at: string | null;
  starred_at: string | null;
  trashed_at: string | null;
  annotated: number;
  noted: number;
}

/** Finds the number of a name. */
type Numbering = (table: 'publications' | 'languages', name: string) => number;

/** A story's columns as its tables have them now, or `null` when it is gone. */
export function readColumns(db: ReadableDb, id: number, numberOf: Numbering): ColumnValues | null {
  const row = statement<[number], ColumnRow>(
    db,
    `SELECT published, imported_at, publication, language, url, original_sha256 IS NOT NULL AS original,
        coalesce(instr(html, '<img ') > 0, 0) AS image, read_at, starred_at, trashed_at,
        EXISTS (SELECT 1 FROM annotations WHERE article_id = articles.id AND removed_at IS NULL) AS annotated,
        EXISTS (SELECT 1 FROM annotations WHERE article_id = articles.id AND removed_at IS NULL AND note <> '') AS noted
       FROM articles LEFT JOIN article_state ON article_state.article_id = articles.id WHERE articles.id = ?`,
  ).get(id);
  if (!row) return null;
  const tags = valueOf<[number], number>(db, 'SELECT tag_id FROM article_tags WHERE article_id = ? ORDER BY position').all(id);
  const set = (value: unknown, flag: number) => (value !== null && value !== '' && value !== 0 ? flag : 0);
  return {
    published: minutesOf(row.published),
    imported: minutesOf(row.imported_at),
    publication: numberOf('publications', row.publication),
    language: numberOf('languages', row.language),
    flags:
      FLAGS.present |
      set(row.read_at, FLAGS.read) |
      set(row.starred_at, FLAGS.starred) |
      set(row.trashed_at, FLAGS.trashed) |
      set(row.annotated, FLAGS.annotated) |
      set(row.noted, FLAGS.note) |
      set(row.image, FLAGS.image) |
      set(row.url, FLAGS.url) |
      set(row.original, FLAGS.original),
    tags,
  };
}

/** Languages of the archive whose words have stems. */
export function stemLanguagesOf(db: ReadableDb): string[] {
  const tags = db.prepare<[], string>('SELECT tag FROM languages').pluck().all();
  return [...new Set(tags.map(stemLanguage).filter((language) => language !== ''))];
}

/** Rows of languages in which people search inside words. */
export function insideLanguagesOf(db: ReadableDb): Set<number> {
  const rows = db.prepare<[], { id: number; tag: string }>('SELECT id, tag FROM languages').all();
  return new Set(rows.filter(({ tag }) => searchesInsideWords(tag)).map(({ id }) => id));
}
