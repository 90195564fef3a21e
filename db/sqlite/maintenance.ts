import type { ArchiveStats, Facets, LibraryOverview } from '../../core/library';
import { countArticles } from './articles';
import type { ReadableDb } from './handle';
import { listPublications } from './publications';
import { NOT_TRASHED, TRASHED_IDS } from './states';
import { countedTags } from './tags';

function count(db: ReadableDb, sql: string): number {
  return db.prepare<[], number>(sql).pluck().get() ?? 0;
}

/** Highlights that people see: not removed, and of no story in the trash. */
const SEEN = `removed_at IS NULL AND article_id NOT IN ${TRASHED_IDS}`;

/** Stories a person starred, has not read, or put into the trash. */
function stateCounts(db: ReadableDb, all: number): { starred: number; unread: number; trashed: number } {
  const read = count(db, `SELECT count(*) FROM article_state WHERE read_at <> '' AND trashed_at = ''`);
  return {
    starred: count(db, `SELECT count(*) FROM article_state WHERE starred_at <> '' AND trashed_at = ''`),
    unread: all - read,
    trashed: count(db, `SELECT count(*) FROM article_state WHERE trashed_at <> ''`),
  };
}

/** @param counts stories outside the trash by tag, by name, and by publication, the fullest first */
export function overview(db: ReadableDb, { tags, publications }: Pick<Facets, 'tags' | 'publications'>): LibraryOverview {
  const all = countArticles(db, { kind: 'all' });
  return {
    all,
    annotated: count(db, `SELECT count(DISTINCT article_id) FROM annotations WHERE ${SEEN}`),
    ...stateCounts(db, all),
    tags,
    publications,
  };
}

/** Where an archive is, and its size with what is in the log alone. */
export function archiveFile(db: ReadableDb): { path: string; bytes: number } {
  const pageSize = db.pragma('page_size', { simple: true }) as number;
  const pages = db.pragma('page_count', { simple: true }) as number;
  return { path: db.name, bytes: pageSize * pages };
}

/** @param counts as for {@link overview} */
export function stats(db: ReadableDb, counts: Pick<Facets, 'publications'>): ArchiveStats {
  const { path, bytes } = archiveFile(db);
  const articles = countArticles(db, { kind: 'all' });
  return {
    articles,
    annotations: count(db, `SELECT count(*) FROM annotations WHERE ${SEEN}`),
    tags: countedTags(db).length,
    publications: listPublications(db, counts.publications).length,
    collections: count(db, 'SELECT count(*) FROM collections'),
    savedSearches: count(db, 'SELECT count(*) FROM saved_searches'),
    ...stateCounts(db, articles),
    originals: count(db, 'SELECT count(*) FROM originals'),
    originalBytes: count(db, 'SELECT coalesce(sum(byte_length), 0) FROM originals'),
    words: count(db, `SELECT coalesce(sum(word_count), 0) FROM articles WHERE ${NOT_TRASHED}`),
    fileBytes: bytes,
    schemaVersion: db.pragma('user_version', { simple: true }) as number,
    archive: path,
  };
}
