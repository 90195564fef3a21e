import Database from 'better-sqlite3';
import { parseQuery } from '../../core/query';
import type { Archive } from '../../db/store';

/** Everything people make of stories, by names and uids instead of row numbers; what nobody can see is left out. */
const VIEWS: Readonly<Record<string, string>> = {
  articles: `SELECT uid, source_id, headline, deck, kicker, byline, dateline, publication, section, edition, slugline, embargo, credit_line,
    rights, url, language, published, updated, text, html, text_hash, word_count, edited_at FROM articles ORDER BY uid`,
  articleTags: `SELECT uid, name, position FROM article_tags JOIN articles ON articles.id = article_id JOIN tags ON tags.id = tag_id ORDER BY 1, 2`,
  annotations: `SELECT annotations.uid, articles.uid AS story, color, note, exact, prefix, suffix, "start", "end", annotations.text_hash, created_at,
    updated_at FROM annotations JOIN articles ON articles.id = article_id WHERE removed_at IS NULL ORDER BY 1`,
  annotationTags: `SELECT uid, name, position FROM annotation_tags JOIN annotations ON annotations.id = annotation_id JOIN tags ON tags.id = tag_id
    WHERE removed_at IS NULL ORDER BY 1, 2`,
  states: `SELECT uid, read_at, opened_at, starred_at, trashed_at, merged_into, position FROM article_state JOIN articles ON articles.id = article_id ORDER BY 1`,
  fingerprints: 'SELECT uid, address, hex(bands) FROM article_fingerprints JOIN articles ON articles.id = article_id ORDER BY 1',
  publications: `SELECT name, url, note FROM publications WHERE url <> '' OR note <> ''
    OR EXISTS (SELECT 1 FROM articles WHERE publication = name) ORDER BY 1`,
  collections: `SELECT collections.uid, parents.uid AS parent, collections.position, collections.name, collections.created_at FROM collections
    LEFT JOIN collections AS parents ON parents.id = collections.parent_id ORDER BY 1`,
  items: `SELECT collections.uid, articles.uid AS story, collection_items.position FROM collection_items
    JOIN collections ON collections.id = collection_id JOIN articles ON articles.id = article_id ORDER BY 1, 2`,
  savedSearches: 'SELECT uid, name, query, position, created_at FROM saved_searches ORDER BY 1',
  settings: 'SELECT name, value FROM settings ORDER BY 1',
};

/** The contents of all tables of the model, and what searches for `queries` find. */
export async function modelDump(file: string, archive: Archive, queries: readonly string[] = []): Promise<Record<string, unknown>> {
  const db = new Database(file, { readonly: true });
  const dump: Record<string, unknown> = Object.fromEntries(Object.entries(VIEWS).map(([name, sql]) => [name, db.prepare(sql).all()]));
  db.close();
  for (const query of queries) {
    const { hits } = await archive.read.search.run(parseQuery(query), { kind: 'all' }, { limit: 100, offset: 0 });
    dump[`found: ${query}`] = hits.map(({ uid }) => uid).sort();
  }
  return dump;
}
