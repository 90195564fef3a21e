import type { ReadableDb } from '../handle';
import type { Row, SalvagedTable } from './rows';

/** Indexes over all columns of tables without digests. */
const COPIES: { readonly [Name in SalvagedTable]?: string } = {
  tags: 'sqlite_autoindex_tags_1',
  article_tags: 'article_tags_copy',
  annotation_tags: 'annotation_tags_copy',
  article_state: 'article_state_copy',
  publications: 'publications_copy',
  collections: 'collections_copy',
  collection_items: 'collection_items_copy',
  saved_searches: 'saved_searches_copy',
  settings: 'settings_copy',
  import_runs: 'import_runs_copy',
};

/**
 * What tells whether a row of a table stands in the table's second copy as well. Where there is no copy, as in older archives,
 * nobody can tell, and every row passes.
 */
export function copyOf(db: ReadableDb, table: SalvagedTable): (row: Row) => boolean {
  const index = COPIES[table];
  if (index === undefined || !db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(index)) return () => true;
  const columns = db.prepare<[], string>(`SELECT name FROM pragma_table_info('${table}')`).pluck().all();
  // Everything asked for is in the index, so that the table itself is not read again.
  const isSame = columns.map((name) => `"${name}" IS ?`).join(' AND ');
  const find = db.prepare<unknown[], number>(`SELECT 1 FROM ${table} INDEXED BY ${index} WHERE ${isSame}`);
  return (row) => {
    try {
      return find.get(...columns.map((name) => row[name])) !== undefined;
    } catch {
      return false;
    }
  };
}
