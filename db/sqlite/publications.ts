import type { CountedPublication, PublicationFacts } from '../../core/collection';
import type { CountedName } from '../../core/library';
import type { Memberships } from '../store';
import { sealRow } from './digests';
import type { ReadableDb, WritableDb } from './handle';
import { indexingOf } from './search/indexing';
import { statement } from './statement';

/**
 * Publications with stories, or with something noted on them; the fullest first.
 * @param counts stories outside the trash by publication
 */
export function listPublications(db: ReadableDb, counts: readonly CountedName[]): CountedPublication[] {
  const noted = db
    .prepare<[], PublicationFacts & { name: string }>(`SELECT name, url, note FROM publications WHERE url <> '' OR note <> ''`)
    .all();
  const all = new Map<string, CountedPublication>(counts.map(({ name, count }) => [name, { name, url: '', note: '', count }]));
  for (const { name, url, note } of noted) all.set(name, { name, url, note, count: all.get(name)?.count ?? 0 });
  return [...all.values()].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

/** Whether there is such a publication: with stories, in the trash or not, or with something noted on it. */
export function hasPublication(db: ReadableDb, name: string): boolean {
  if (getPublication(db, name) !== null) return true;
  const listed = db.prepare<[string], number>('SELECT 1 FROM publications WHERE name = ?').get(name);
  return (
    listed !== undefined && db.prepare<[string], number>('SELECT 1 FROM articles WHERE publication = ? LIMIT 1').get(name) !== undefined
  );
}

/** What is noted on a publication, or `null` when nothing is. */
export function getPublication(db: ReadableDb, name: string): PublicationFacts | null {
  return (
    db.prepare<[string], PublicationFacts>(`SELECT url, note FROM publications WHERE name = ? AND (url <> '' OR note <> '')`).get(name) ??
    null
  );
}

/** Notes something on a publication, or with `null` nothing any more. */
export function putPublication(db: WritableDb, name: string, facts: PublicationFacts | null): void {
  db.prepare(
    `INSERT INTO publications (name, url, note) VALUES (@name, @url, @note)
     ON CONFLICT (name) DO UPDATE SET url = excluded.url, note = excluded.note`,
  ).run({ name, url: facts?.url ?? '', note: facts?.note ?? '' });
}

/** Makes sure that a story's publication is among the publications. */
export function knowPublication(db: WritableDb, name: string): void {
  if (name !== '') statement<[string]>(db, 'INSERT OR IGNORE INTO publications (name) VALUES (?)').run(name);
}

/** The stories of a publication by uid, those in the trash included. */
export function publicationStories(db: ReadableDb, name: string): Memberships {
  const uids = db.prepare<[string], string>(`SELECT uid FROM articles WHERE publication = ? AND publication <> '' ORDER BY id`);
  return Object.fromEntries(
    uids
      .pluck()
      .all(name)
      .map((uid) => [uid, 0]),
  );
}

/** Gives stories to a publication, or takes them from it; stories that are gone, or another's by now, are passed over. */
export function putPublicationStories(db: WritableDb, name: string, change: Memberships): void {
  const give = db.prepare<unknown[], number>('UPDATE articles SET publication = @name WHERE uid = @uid RETURNING id').pluck();
  const take = db
    .prepare<unknown[], number>(`UPDATE articles SET publication = '' WHERE uid = @uid AND publication = @name RETURNING id`)
    .pluck();
  for (const [uid, place] of Object.entries(change)) {
    const id = (place === null ? take : give).get({ name, uid });
    if (id === undefined) continue;
    sealRow(db, 'articles', id);
    indexingOf(db).articleChanged(id);
  }
  knowPublication(db, name);
}
