import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import * as m from '../../../core/messages/messages.js';
import { BroadsheetError } from '../../../core/reply';
import type { SalvageReport } from '../../../core/salvage';
import { UID_PATTERN } from '../../../core/uid';
import { digestOf, sealRow, type DigestedTable } from '../digests';
import { explain } from '../errors';
import { fingerprintAll } from '../fingerprints';
import type { ReadableDb, WritableDb } from '../handle';
import { openWritable, removeArchive } from '../open';
import { settleAllAnnotations } from '../orphans';
import { indexingOf } from '../search/indexing';
import { setTags, tagsOf } from '../tags';
import { copyOf } from './copies';
import { rowsOf, SALVAGED, type Row, type SalvagedTable } from './rows';
import { openDamaged } from './source';

/** What stories are tagged with that are not as they were saved. */
const DAMAGED_TAG = 'damaged';

/** Stories taken into the index at a time. */
const AT_ONCE = 2_000;

/**
 * Saves what can be read of a damaged archive into a new one. A story that is not as it was saved comes along with a tag that
 * says so; an original that is not does not.
 * @throws BroadsheetError `unreadable` when the file does not exist, `damaged` when nothing can be read; `unwritable`, `disk-full`
 * for the target, which is removed then
 */
export function salvageArchive(file: string, target: string): SalvageReport {
  if (!existsSync(file)) throw new BroadsheetError('unreadable', m.error_no_archive({ file }));
  const { db } = openWritable(target);
  try {
    const report = salvage(file, target, db);
    db.close();
    return report;
  } catch (error) {
    db.close();
    removeArchive(target);
    const known = explain(error, target);
    if (known instanceof BroadsheetError && known.code !== 'damaged' && known.code !== 'not-an-archive') throw known;
    throw nothingIn(file, String(error));
  }
}

function nothingIn(file: string, details: string): BroadsheetError {
  return new BroadsheetError('damaged', m.error_nothing_to_salvage({ file }), details);
}

/** @param db the target, with nothing in it */
function salvage(file: string, target: string, db: WritableDb): SalvageReport {
  const source = openDamaged(file, target);
  const report: SalvageReport = { articles: 0, annotations: 0, originals: 0, damaged: [], lost: [], lostRows: 0, doubtfulRows: 0 };
  try {
    db.pragma('foreign_keys = OFF');
    db.transaction(() => {
      const damaged: number[] = [];
      for (const table of SALVAGED) copyTable(source.db, db, table, report, damaged);
      dropDangling(db, report);
      for (const id of damaged) setTags(db, 'article', id, [...tagsOf(db, 'article', id), DAMAGED_TAG]);
      settleAllAnnotations(db);
      fingerprintAll(db);
      indexingOf(db).restart();
    }).immediate();
    db.pragma('foreign_keys = ON');
    for (let taken = AT_ONCE; taken === AT_ONCE;) taken = db.transaction(() => indexingOf(db).takeIn(AT_ONCE)).immediate();
  } finally {
    source.close();
  }
  const counted = { articles: count(db, 'articles'), annotations: count(db, 'annotations'), originals: count(db, 'originals') };
  if (Object.values(counted).every((number) => number === 0) && report.lostRows > 0) throw nothingIn(file, `${report.lostRows} rows`);
  return { ...report, ...counted };
}

function count(db: ReadableDb, table: string): number {
  return db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
}

/** Copies what can be read of a table. @param damaged gets the rows of stories that are not as they were saved */
function copyTable(source: ReadableDb, target: WritableDb, table: SalvagedTable, report: SalvageReport, damaged: number[]): void {
  const columns = target.prepare<[], { name: string }>(`PRAGMA table_info(${table})`).all();
  const insert = target.prepare(
    `INSERT INTO ${table} (${columns.map(({ name }) => `"${name}"`).join(', ')}) VALUES (${columns.map(({ name }) => `@${name}`).join(', ')}) ON CONFLICT DO NOTHING`,
  );
  const hasCopy = copyOf(source, table);
  for (const row of rowsOf(source, table, () => (report.lostRows += 1))) {
    try {
      const mended = mend(table, row, report);
      if (mended === null) continue;
      const { changes } = insert.run(Object.fromEntries(columns.map(({ name }) => [name, mended.row[name] ?? null])));
      if (changes > 0 && mended.complaint !== '') report.damaged.push(mended.complaint);
      if (changes > 0 && !hasCopy(row)) report.doubtfulRows += 1;
      if (changes > 0 && mended.complaint !== '' && table === 'articles') damaged.push(Number(row['id']));
    } catch {
      // A value of the wrong kind, or none where there must be one.
      report.lostRows += 1;
    }
  }
}

/** A row as it may be kept, with a sentence when it is not what was saved; `null` when it may not be kept. */
function mend(table: SalvagedTable, row: Row, report: SalvageReport): { row: Row; complaint: string } | null {
  switch (table) {
    case 'originals': {
      if (!isIntact(row)) {
        const lost = m.salvage_original({ name: String(row['file_name']) });
        if (!report.lost.includes(lost)) report.lost.push(lost);
        return null;
      }
      const digest = digestOf(table, row);
      const complaint = isAsSaved(table, row) ? '' : m.check_original_notes({ name: String(row['file_name']) });
      return { row: { ...row, digest }, complaint };
    }
    case 'articles': {
      const textHash = hash('sha256', String(row['text']));
      const isWhole = textHash === row['text_hash'] && isAsSaved(table, row);
      const kept = { ...row, uid: identifierOf(row, textHash), text_hash: textHash, edited_at: row['edited_at'] ?? '' };
      const complaint = isWhole ? '' : m.salvage_story({ headline: String(row['headline']), tag: DAMAGED_TAG });
      return { row: { ...kept, digest: digestOf(table, kept) }, complaint };
    }
    case 'annotations': {
      const isWhole = isAsSaved(table, row);
      // Whether its passage is lost is found out when all stories are there.
      const uid = identifierOf(row, hash('sha256', `${String(row['exact'])}\n${String(row['note'])}`));
      const kept = { ...row, uid, orphaned: 0 };
      const sentence =
        row['exact'] === '' ? m.salvage_note({ note: String(row['note']) }) : m.salvage_annotation({ quote: String(row['exact']) });
      const complaint = isWhole ? '' : sentence;
      return { row: { ...kept, digest: digestOf(table, kept) }, complaint };
    }
    default:
      return { row, complaint: '' };
  }
}

/** Whether a row has its digest. Archives from before there were digests have none. */
function isAsSaved(table: DigestedTable, row: Row): boolean {
  return row['digest'] === undefined || row['digest'] === digestOf(table, row);
}

/** A row's identifier; where it is none any more, one made of a checksum. */
function identifierOf(row: Row, checksum: string): string {
  const uid = String(row['uid']);
  return UID_PATTERN.test(uid) ? uid : `0${checksum.slice(0, 25).toUpperCase()}`;
}

/** Whether an original's bytes are those that were imported. */
function isIntact({ encoding, bytes, sha256 }: Row): boolean {
  try {
    return hash('sha256', encoding === 'gzip' ? gunzipSync(bytes as Buffer) : (bytes as Buffer)) === sha256;
  } catch {
    return false;
  }
}

/** Rows whose story or tag was lost go as well; a story whose original was lost stays without it. */
function dropDangling(target: WritableDb, report: SalvageReport): void {
  const noted = target.prepare<[], string>('SELECT note FROM annotations WHERE article_id NOT IN (SELECT id FROM articles)').pluck().all();
  for (const note of noted) report.lost.push(note === '' ? m.salvage_lost_highlight() : m.salvage_lost_note({ note }));
  const bereft = target
    .prepare<[], { id: number; headline: string }>(
      `UPDATE articles SET original_sha256 = NULL, original_ordinal = 0 WHERE original_sha256 IS NOT NULL AND original_sha256 NOT IN (SELECT sha256 FROM originals)
       RETURNING id, headline`,
    )
    .all();
  for (const { id, headline } of bereft) {
    sealRow(target, 'articles', id);
    report.lost.push(m.salvage_lost_original({ headline }));
  }
  target.exec(`
    UPDATE articles SET import_run_id = NULL WHERE import_run_id NOT IN (SELECT id FROM import_runs);
    UPDATE annotations SET import_run_id = NULL WHERE import_run_id NOT IN (SELECT id FROM import_runs);
    UPDATE collections SET import_run_id = NULL WHERE import_run_id NOT IN (SELECT id FROM import_runs);
    UPDATE saved_searches SET import_run_id = NULL WHERE import_run_id NOT IN (SELECT id FROM import_runs);
    DELETE FROM annotations WHERE article_id NOT IN (SELECT id FROM articles);
    DELETE FROM article_state WHERE article_id NOT IN (SELECT id FROM articles);
    DELETE FROM article_tags WHERE article_id NOT IN (SELECT id FROM articles) OR tag_id NOT IN (SELECT id FROM tags);
    DELETE FROM annotation_tags WHERE annotation_id NOT IN (SELECT id FROM annotations) OR tag_id NOT IN (SELECT id FROM tags);
    UPDATE collections SET parent_id = NULL WHERE parent_id NOT IN (SELECT id FROM collections);
    DELETE FROM collection_items WHERE collection_id NOT IN (SELECT id FROM collections) OR article_id NOT IN (SELECT id FROM articles);
  `);
}
