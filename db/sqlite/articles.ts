import { EXCERPT_LENGTH, type Article, type ArticleSummary, type OriginalInfo } from '../../core/article';
import type { Scope } from '../../core/contract';
import { BLOCK_SEPARATOR, paragraphsToHtml } from '../../core/story';
import { excerptOf } from '../../core/text';
import type { ArticleChange, NewArticle, Page } from '../store';
import { digestOf, sealRow } from './digests';
import { setFingerprint } from './fingerprints';
import type { ReadableDb, WritableDb } from './handle';
import { forgetOriginal } from './originals';
import { settleAnnotationsOf } from './orphans';
import { knowPublication } from './publications';
import { indexingOf } from './search/indexing';
import { statement, valueOf } from './statement';
import { NOT_TRASHED, TRASHED_IDS } from './states';
import { addTags, removeUnusedTags, setTags, tagsOf } from './tags';

interface ArticleRow {
  id: number;
  uid: string;
  source_id: string;
  headline: string;
  deck: string;
  kicker: string;
  byline: string;
  dateline: string;
  publication: string;
  section: string;
  edition: string;
  slugline: string;
  embargo: string;
  credit_line: string;
  rights: string;
  url: string;
  language: string;
  published: string;
  updated: string;
  text: string;
  html: string | null;
  text_hash: string;
  word_count: number;
  retrieved: string;
  imported_at: string;
  import_format: string;
  original_sha256: string | null;
  original_ordinal: number;
  edited_at: string;
}

/** The HTML of a story of plain paragraphs, which the table does not repeat. */
function plainHtml(text: string): string {
  return text === '' ? '' : paragraphsToHtml(text.split(BLOCK_SEPARATOR));
}

function fromRow(row: ArticleRow, tags: string[], original: OriginalInfo | null): Article {
  return {
    uid: row.uid,
    sourceId: row.source_id,
    headline: row.headline,
    deck: row.deck,
    kicker: row.kicker,
    byline: row.byline,
    dateline: row.dateline,
    publication: row.publication,
    section: row.section,
    edition: row.edition,
    slugline: row.slugline,
    embargo: row.embargo,
    creditLine: row.credit_line,
    rights: row.rights,
    url: row.url,
    language: row.language,
    published: row.published,
    updated: row.updated,
    excerpt: excerptOf(row.text, EXCERPT_LENGTH),
    text: row.text,
    html: row.html ?? plainHtml(row.text),
    textHash: row.text_hash,
    wordCount: row.word_count,
    tags,
    retrieved: row.retrieved,
    importedAt: row.imported_at,
    importFormat: row.import_format,
    editedAt: row.edited_at,
    original,
  };
}

function toRow(article: NewArticle): Omit<ArticleRow, 'id'> {
  return {
    uid: article.uid,
    source_id: article.sourceId,
    headline: article.headline,
    deck: article.deck,
    kicker: article.kicker,
    byline: article.byline,
    dateline: article.dateline,
    publication: article.publication,
    section: article.section,
    edition: article.edition,
    slugline: article.slugline,
    embargo: article.embargo,
    credit_line: article.creditLine,
    rights: article.rights,
    url: article.url,
    language: article.language,
    published: article.published,
    updated: article.updated,
    text: article.text,
    html: article.html === null || article.html === plainHtml(article.text) ? null : article.html,
    text_hash: article.textHash,
    word_count: article.wordCount,
    retrieved: article.retrieved,
    imported_at: article.importedAt,
    import_format: article.importFormat,
    original_sha256: article.original?.sha256 ?? null,
    original_ordinal: article.original?.ordinal ?? 0,
    edited_at: article.editedAt ?? '',
  };
}

const COLUMNS = [
  'uid',
  'source_id',
  'headline',
  'deck',
  'kicker',
  'byline',
  'dateline',
  'publication',
  'section',
  'edition',
  'slugline',
  'embargo',
  'credit_line',
  'rights',
  'url',
  'language',
  'published',
  'updated',
  'text',
  'html',
  'text_hash',
  'word_count',
  'retrieved',
  'imported_at',
  'import_format',
  'original_sha256',
  'original_ordinal',
  'edited_at',
  'import_run_id',
  'digest',
] as const satisfies readonly (keyof ArticleRow | 'import_run_id' | 'digest')[];
const INSERT = `INSERT INTO articles (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map((column) => `@${column}`).join(', ')})`;

/** The row id of a story, or `null`. Other table modules refer to stories by it. */
export function articleId(db: ReadableDb, uid: string): number | null {
  return valueOf<[string], number>(db, 'SELECT id FROM articles WHERE uid = ?').get(uid) ?? null;
}

export function getArticle(db: ReadableDb, uid: string, originalOf: (sha256: string) => OriginalInfo | null): Article | null {
  const row = statement<[string], ArticleRow>(db, 'SELECT * FROM articles WHERE uid = ?').get(uid);
  if (!row) return null;
  return fromRow(row, tagsOf(db, 'article', row.id), row.original_sha256 === null ? null : originalOf(row.original_sha256));
}

/** Scopes that the stories' own tables answer; the others are answered from the columns in memory. */
export type TableScope = Extract<Scope, { kind: 'all' | 'trashed' | 'collection' }>;

/** The condition that narrows stories to a scope, on `articles.id`, and the order they are listed in. */
function listing(scope: TableScope): { where: string; order: string; params: { uid?: string } } {
  switch (scope.kind) {
    case 'all':
      return { where: NOT_TRASHED, order: 'published DESC, articles.id DESC', params: {} };
    case 'trashed':
      return { where: `articles.id IN ${TRASHED_IDS}`, order: 'trashed_at DESC, articles.id DESC', params: {} };
    case 'collection': {
      const items = 'collection_items JOIN collections ON collections.id = collection_id';
      return {
        where: `articles.id IN (SELECT article_id FROM ${items} WHERE collections.uid = @uid) AND ${NOT_TRASHED}`,
        order: `(SELECT collection_items.position FROM ${items} WHERE collections.uid = @uid AND article_id = articles.id), articles.id`,
        params: { uid: scope.uid },
      };
    }
  }
}

interface SummaryRow {
  id: number;
  uid: string;
  headline: string;
  byline: string;
  publication: string;
  published: string;
  language: string;
  head: string;
  word_count: number;
  imported_at: string;
  annotation_count: number;
  read_at: string | null;
  starred_at: string | null;
  trashed_at: string | null;
}

/** Highlights that are not removed, of the story in `articles.id`. */
export const ANNOTATION_COUNT = `(SELECT count(*) FROM annotations WHERE article_id = articles.id AND removed_at IS NULL)`;

const SUMMARY = `SELECT articles.id, uid, headline, byline, publication, published, language, substr(text, 1, ${EXCERPT_LENGTH * 4 + 1}) AS head,
    word_count, imported_at, ${ANNOTATION_COUNT} AS annotation_count, read_at, starred_at, trashed_at
  FROM articles LEFT JOIN article_state ON article_state.article_id = articles.id`;

export function listArticles(db: ReadableDb, scope: TableScope, page: Page): { items: ArticleSummary[]; total: number } {
  const { where, order, params } = listing(scope);
  const rows = db
    .prepare<unknown[], SummaryRow>(`${SUMMARY} WHERE ${where} ORDER BY ${order} LIMIT @limit OFFSET @offset`)
    .all({ ...params, limit: page.limit, offset: page.offset });
  return { items: rows.map((row) => toSummary(row, tagsOf(db, 'article', row.id))), total: countArticles(db, scope) };
}

/** The stories in these rows, in this order. */
export function summariesOf(db: ReadableDb, ids: Iterable<number>): ArticleSummary[] {
  const read = statement<[number], SummaryRow>(db, `${SUMMARY} WHERE articles.id = ?`);
  return [...ids]
    .map((id) => read.get(id))
    .filter((row) => row !== undefined)
    .map((row) => toSummary(row, tagsOf(db, 'article', row.id)));
}

/** The uids of all stories of a scope, or a stretch of them, in the order they are listed in. */
export function listedUids(db: ReadableDb, scope: TableScope, page: Page): string[] {
  const { where, order, params } = listing(scope);
  const from = 'articles LEFT JOIN article_state ON article_state.article_id = articles.id';
  return db
    .prepare<unknown[], string>(`SELECT uid FROM ${from} WHERE ${where} ORDER BY ${order} LIMIT @limit OFFSET @offset`)
    .pluck()
    .all({ ...params, limit: page.limit, offset: page.offset });
}

/** So many uids are looked up one by one; of more, the index that holds them all is read. */
const FEW = 5_000;

/** The uids of the stories in these rows, in this order. */
export function uidsOf(db: ReadableDb, rows: Int32Array): string[] {
  if (rows.length <= FEW) {
    const read = valueOf<[number], string>(db, 'SELECT uid FROM articles WHERE id = ?');
    return [...rows].map((id) => read.get(id)).filter((uid) => uid !== undefined);
  }
  const places = new Map([...rows].map((id, place) => [id, place]));
  const uids = new Array<string>(rows.length).fill('');
  for (const [id, uid] of db.prepare<[], [number, string]>('SELECT id, uid FROM articles').raw().iterate()) {
    const place = places.get(id);
    if (place !== undefined) uids[place] = uid;
  }
  return uids.filter((uid) => uid !== '');
}

/** How many stories a scope holds. */
export function countArticles(db: ReadableDb, scope: TableScope): number {
  // Two counts of an index each: asking every story whether it is in the trash takes ten times as long.
  const everything = `SELECT (SELECT count(*) FROM articles) - (SELECT count(*) FROM article_state WHERE trashed_at <> '')`;
  const { where, params } = listing(scope);
  const count = db.prepare<unknown[], number>(scope.kind === 'all' ? everything : `SELECT count(*) FROM articles WHERE ${where}`).pluck();
  return (scope.kind === 'all' ? count.get() : count.get(params)) ?? 0;
}

function toSummary(row: SummaryRow, tags: string[]): ArticleSummary {
  return {
    uid: row.uid,
    headline: row.headline,
    byline: row.byline,
    publication: row.publication,
    published: row.published,
    language: row.language,
    excerpt: excerptOf(row.head, EXCERPT_LENGTH),
    wordCount: row.word_count,
    tags,
    annotationCount: row.annotation_count,
    importedAt: row.imported_at,
    readAt: row.read_at ?? '',
    starredAt: row.starred_at ?? '',
    trashedAt: row.trashed_at ?? '',
  };
}

export function findByOriginal(db: ReadableDb, sha256: string, ordinal: number): string | null {
  const sql = 'SELECT uid FROM articles WHERE original_sha256 = ? AND original_ordinal = ?';
  return valueOf<[string, number], string>(db, sql).get(sha256, ordinal) ?? null;
}

export function findByText(db: ReadableDb, textHash: string): string | null {
  const sql = `SELECT uid FROM articles WHERE substr(text_hash, 1, 8) = substr(@textHash, 1, 8) AND text_hash = @textHash
    AND original_sha256 IS NULL AND source_id = '' AND url = '' ORDER BY id LIMIT 1`;
  return valueOf<[{ textHash: string }], string>(db, sql).get({ textHash }) ?? null;
}

export function originOf(db: ReadableDb, uid: string): { sha256: string; ordinal: number } | null {
  const sql = 'SELECT original_sha256 AS sha256, original_ordinal AS ordinal FROM articles WHERE uid = ? AND original_sha256 IS NOT NULL';
  return statement<[string], { sha256: string; ordinal: number }>(db, sql).get(uid) ?? null;
}

export function findBySource(db: ReadableDb, sourceId: string, textHash: string): string | null {
  const sql = `SELECT uid FROM articles WHERE source_id = ? AND source_id <> '' AND text_hash = ? LIMIT 1`;
  return valueOf<[string, string], string>(db, sql).get(sourceId, textHash) ?? null;
}

export function articleUids(db: ReadableDb, page: Page): string[] {
  return db
    .prepare<[number, number], string>(`SELECT uid FROM articles WHERE ${NOT_TRASHED} ORDER BY id LIMIT ? OFFSET ?`)
    .pluck()
    .all(page.limit, page.offset);
}

export function articleUidsAfter(db: ReadableDb, after: string, limit: number): string[] {
  return valueOf<[string, number], string>(db, `SELECT uid FROM articles WHERE uid > ? AND ${NOT_TRASHED} ORDER BY uid LIMIT ?`).all(
    after,
    limit,
  );
}

/** The row id of an import run, or `null`. */
function importRunId(db: ReadableDb, uid: string): number | null {
  return valueOf<[string], number>(db, 'SELECT id FROM import_runs WHERE uid = ?').get(uid) ?? null;
}

export function insertArticle(db: WritableDb, article: NewArticle): void {
  const run = article.importRun;
  const saved = { ...toRow(article), edited_at: '' };
  const row = {
    ...saved,
    import_run_id: run === undefined || run === null ? null : importRunId(db, run),
    digest: digestOf('articles', saved),
  };
  const id = Number(statement<[typeof row]>(db, INSERT).run(row).lastInsertRowid);
  const tags = addTags(db, 'article', id, article.tags);
  knowPublication(db, article.publication);
  const sketch = indexingOf(db).articleAdded(id, article, tags);
  setFingerprint(db, id, article, sketch);
}

/**
 * Changes what is given and leaves the rest. The search entry follows at the end of the unit of work.
 * @returns whether there is such a story
 */
export function updateArticle(db: WritableDb, uid: string, change: ArticleChange): boolean {
  const before = statement<[string], ArticleRow>(db, 'SELECT * FROM articles WHERE uid = ?').get(uid);
  if (!before) return false;
  const { tags, editedAt, ...fields } = change;
  const after = { ...fromRow(before, [], null), ...fields, original: null, editedAt: editedAt ?? before.edited_at };
  const row = toRow(after);
  const changed = (Object.keys(row) as (keyof typeof row)[]).filter(
    (column) => !column.startsWith('original_') && row[column] !== before[column],
  );
  if (changed.length > 0) {
    db.prepare(`UPDATE articles SET ${changed.map((column) => `${column} = @${column}`).join(', ')} WHERE id = @id`).run({
      ...Object.fromEntries(changed.map((column) => [column, row[column]])),
      id: before.id,
    });
    sealRow(db, 'articles', before.id);
  }
  if (tags) replaceTags(db, before.id, tags);
  knowPublication(db, row.publication);
  if (row.text !== before.text) {
    for (const annotation of settleAnnotationsOf(db, before.id)) indexingOf(db).annotationChanged(annotation, before.id);
  }
  if (row.url !== before.url || row.text !== before.text) setFingerprint(db, before.id, after);
  indexingOf(db).articleChanged(before.id);
  return true;
}

function replaceTags(db: WritableDb, id: number, tags: readonly string[]): void {
  const before = tagsOf(db, 'article', id);
  setTags(db, 'article', id, tags);
  removeUnusedTags(db, before);
}

/**
 * Removes a story for good, with its highlights, its search entry and, when no other story came from it, its original.
 * @returns whether there was such a story
 */
export function purgeArticle(db: WritableDb, uid: string): boolean {
  const row = statement<[string], Pick<ArticleRow, 'id' | 'original_sha256'>>(
    db,
    'SELECT id, original_sha256 FROM articles WHERE uid = ?',
  ).get(uid);
  if (!row) return false;
  const tags = tagsOf(db, 'article', row.id);
  const annotations = valueOf<[number], number>(db, 'SELECT id FROM annotations WHERE article_id = ?').all(row.id);
  statement<[number]>(db, 'DELETE FROM articles WHERE id = ?').run(row.id);
  for (const annotation of annotations) indexingOf(db).annotationChanged(annotation, row.id);
  indexingOf(db).articleChanged(row.id);
  removeUnusedTags(db, tags);
  if (row.original_sha256 !== null) forgetOriginal(db, row.original_sha256);
  return true;
}
