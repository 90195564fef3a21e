import { EXCERPT_LENGTH, type Article, type ArticleSummary, type OriginalInfo } from '../../core/article';
import type { Scope } from '../../core/contract';
import { BLOCK_SEPARATOR, paragraphsToHtml } from '../../core/story';
import { excerptOf } from '../../core/text';
import type { NewArticle, Page } from '../store';
import type { ReadableDb, WritableDb } from './handle';
import { indexingOf } from './search/indexing';
import { statement, valueOf } from './statement';
import { addTags, tagsOf } from './tags';

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
] as const satisfies readonly (keyof ArticleRow)[];
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

/** The condition that narrows stories to a scope, on `articles.id`, and its parameters. */
export function scopeCondition(scope: Scope): { sql: string; params: string[] } {
  switch (scope.kind) {
    case 'all':
      return { sql: '1', params: [] };
    case 'annotated':
      return { sql: 'articles.id IN (SELECT article_id FROM annotations WHERE removed_at IS NULL)', params: [] };
    case 'publication':
      return { sql: 'articles.publication = ?', params: [scope.name] };
    case 'tag':
      return tagCondition(scope.name);
  }
}

/** Stories with the tag or one nested below it, whatever its case. */
export function tagCondition(name: string): { sql: string; params: string[] } {
  const folded = name.toLowerCase();
  return {
    sql: `articles.id IN (SELECT article_id FROM article_tags JOIN tags ON tags.id = tag_id
          WHERE casefold(tags.name) = ? OR substr(casefold(tags.name), 1, length(?) + 1) = ? || '/')`,
    params: [folded, folded, folded],
  };
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
}

/** Highlights that are not removed, of the story in `articles.id`. */
export const ANNOTATION_COUNT = `(SELECT count(*) FROM annotations WHERE article_id = articles.id AND removed_at IS NULL)`;

export function listArticles(db: ReadableDb, scope: Scope, page: Page): { items: ArticleSummary[]; total: number } {
  const { sql, params } = scopeCondition(scope);
  const rows = db
    .prepare<unknown[], SummaryRow>(
      `SELECT id, uid, headline, byline, publication, published, language, substr(text, 1, ${EXCERPT_LENGTH * 4 + 1}) AS head, word_count, imported_at,
              ${ANNOTATION_COUNT} AS annotation_count
       FROM articles WHERE ${sql} ORDER BY published DESC, id DESC LIMIT ? OFFSET ?`,
    )
    .all(...params, page.limit, page.offset);
  const total = db
    .prepare<unknown[], number>(`SELECT count(*) FROM articles WHERE ${sql}`)
    .pluck()
    .get(...params);
  return { items: rows.map((row) => toSummary(row, tagsOf(db, 'article', row.id))), total: total ?? 0 };
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
  };
}

export function findByUrl(db: ReadableDb, url: string): string | null {
  if (url === '') return null;
  return valueOf<[string], string>(db, `SELECT uid FROM articles WHERE url = ? AND url <> '' LIMIT 1`).get(url) ?? null;
}

export function findByOriginal(db: ReadableDb, sha256: string, ordinal: number): string | null {
  const sql = 'SELECT uid FROM articles WHERE original_sha256 = ? AND original_ordinal = ?';
  return valueOf<[string, number], string>(db, sql).get(sha256, ordinal) ?? null;
}

export function findBySource(db: ReadableDb, sourceId: string, textHash: string): string | null {
  const sql = `SELECT uid FROM articles WHERE source_id = ? AND source_id <> '' AND text_hash = ? LIMIT 1`;
  return valueOf<[string, string], string>(db, sql).get(sourceId, textHash) ?? null;
}

export function articleUids(db: ReadableDb, page: Page): string[] {
  return db.prepare<[number, number], string>('SELECT uid FROM articles ORDER BY id LIMIT ? OFFSET ?').pluck().all(page.limit, page.offset);
}

export function articleUidsAfter(db: ReadableDb, after: string, limit: number): string[] {
  return valueOf<[string, number], string>(db, 'SELECT uid FROM articles WHERE uid > ? ORDER BY uid LIMIT ?').all(after, limit);
}

export function insertArticle(db: WritableDb, article: NewArticle): void {
  const row = toRow(article);
  const id = Number(statement<[typeof row]>(db, INSERT).run(row).lastInsertRowid);
  const tags = addTags(db, 'article', id, article.tags);
  indexingOf(db).articleAdded(id, article, tags);
}
