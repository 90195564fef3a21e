import Database from 'better-sqlite3';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BroadsheetError } from '../../core/reply';
import { openArchive, openReadArchive } from '../../db/sqlite/archive';
import { removeArchive } from '../../db/sqlite/open';
import { salvageArchive } from '../../db/sqlite/salvage/salvage';
import type { SalvageReport } from '../../core/salvage';
import { annotateQuote } from '../../electron/services/annotations';
import { editStory } from '../../electron/services/articles';
import { addToCollection, createCollection, reorderCollection } from '../../electron/services/collections';
import { undo } from '../../electron/services/history';
import { runImport } from '../../electron/services/imports';
import { JobRunner } from '../../electron/services/jobs';
import { checkArchive } from '../../electron/services/library';
import { changePublication } from '../../electron/services/publications';
import { keepPosition, markRead, star } from '../../electron/services/reading';
import { reindex } from '../../electron/services/reindex';
import { saveSearch } from '../../electron/services/saved-searches';
import { changeSetting } from '../../electron/services/settings';
import { trashStories } from '../../electron/services/trash';
import { anAnnotation, anArticle, sha256 } from './articles';
import { PRINT_PAGE } from './stories';
import { told, type Round } from './torture';

/** Whole numbers below a bound, the same for the same seed (mulberry32). */
export function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) % below;
  };
}

type Below = ReturnType<typeof numbers>;

/** Changes the bytes from a place on into other ones, so many at most. */
function flip(bytes: Buffer, below: Below, most: number): void {
  const at = below(bytes.length);
  for (let index = at; index < Math.min(bytes.length, at + 1 + below(most)); index += 1)
    bytes[index] = (bytes[index] ?? 0) ^ (1 + below(255));
}

/** A sector of a disk, in bytes. */
const SECTOR = 4_096;

function emptySectors(bytes: Buffer, below: Below): void {
  for (let count = 1 + below(4); count > 0; count -= 1) {
    const at = below(Math.ceil(bytes.length / SECTOR)) * SECTOR;
    bytes.fill(0, at, at + SECTOR);
  }
}

/** What may happen to a file: changes the bytes, or gives back fewer of them. */
const DAMAGES = {
  /** The hardest to notice: nothing about the file's structure need be wrong. */
  'one byte': (bytes: Buffer, below: Below) => {
    flip(bytes, below, 1);
    return bytes;
  },
  stretches: (bytes: Buffer, below: Below) => {
    for (let stretch = 0; stretch < 6; stretch += 1) flip(bytes, below, 64);
    return bytes;
  },
  'empty sectors': (bytes: Buffer, below: Below) => {
    emptySectors(bytes, below);
    return bytes;
  },
  'cut short': (bytes: Buffer, below: Below) => bytes.subarray(0, below(bytes.length)),
  'no first page': (bytes: Buffer) => bytes.fill(0, 0, SECTOR),
} as const;
export type DamageKind = keyof typeof DAMAGES;
export const DAMAGE_KINDS = Object.keys(DAMAGES) as DamageKind[];

/** Stories with originals, highlights and tags, in one file without a log. */
export async function anArchiveFile(file: string, stories = 300): Promise<void> {
  const archive = openArchive(file);
  await archive.write(async (store) => {
    for (let number = 0; number < stories; number += 1) {
      const bytes = new TextEncoder().encode(`original ${number} `.repeat(20));
      const hash = sha256(bytes);
      await store.originals.put({ sha256: hash, fileName: `${number}.txt`, mediaType: 'text/plain', byteLength: bytes.length }, bytes);
      const article = anArticle({
        headline: `Story ${number}`,
        paragraphs: Array.from(
          { length: 8 },
          (_, line) => `Line ${line} of story ${number} tells of ferry ${number * 8 + line} and its crew.`,
        ),
        tags: [`tag ${number % 7}`],
        original: { sha256: hash, ordinal: 0 },
      });
      await store.articles.insert(article);
      if (number % 5 === 0) await store.annotations.insert(anAnnotation(article, 'ferry', { note: `note ${number}` }));
    }
  });
  await archive.close();
  toSingleFile(file);
}

/**
 * As {@link anArchiveFile}, and somebody has worked with it: stars, trash, collections, saved searches, a setting, a publication's
 * note, an import, edits that were taken back.
 */
export async function aUsedArchiveFile(file: string, stories = 300): Promise<void> {
  await anArchiveFile(file, stories);
  const archive = openArchive(file);
  const uids = await archive.read.articles.uids({ limit: stories, offset: 0 });
  const [first = '', second = ''] = uids;
  const page = new TextEncoder().encode(PRINT_PAGE);
  await runImport(new JobRunner(archive), [{ kind: 'bytes', bytes: page, name: 'ferry.txt' }]);
  for (const uid of uids.slice(0, stories / 2)) await keepPosition(archive, uid, 17);
  await editStory(archive, first, { publication: 'The Tide', headline: 'Edited by hand', url: 'https://example.org/ferry' });
  await changePublication(archive, 'The Tide', { note: 'weekly', url: 'https://example.org' });
  await star(archive, uids.slice(0, stories / 3), true);
  await markRead(archive, uids.slice(stories / 3), true);
  await trashStories(archive, uids.slice(-3));
  const { uid: parent } = await createCollection(archive, 'Ferries', null);
  const { uid: child } = await createCollection(archive, 'By night', parent);
  await addToCollection(archive, parent, uids.slice(0, stories / 4));
  await addToCollection(archive, child, [second, first]);
  await reorderCollection(archive, parent, [first], 5);
  for (const name of ['Sea', 'Votes', 'Harbour']) await saveSearch(archive, name, `${name} is:starred`);
  await changeSetting(archive, 'backup', { everyHours: 12, generations: 3 });
  const marking = { color: 'blue', note: 'tagged', tags: ['Night', 'Crew'] } as const;
  await annotateQuote(archive, second, 'crew', { ...marking, tags: [...marking.tags] });
  await editStory(archive, second, { deck: 'A line to be taken back' });
  await undo(archive);
  await archive.close();
  toSingleFile(file);
}

function toSingleFile(file: string): void {
  const db = new Database(file);
  db.pragma('journal_mode = DELETE');
  db.close();
}

/** Columns that say where a row stands rather than what was saved. */
const PLACES = new Set(['id', 'digest', 'import_run_id']);

/** What people and imports put into an archive, by the columns that name a row. */
const CONTENTS: readonly (readonly [table: string, ...keys: string[]])[] = [
  ['articles', 'uid'],
  ['annotations', 'uid'],
  ['originals', 'sha256'],
  ['article_state', 'article_id'],
  ['article_tags', 'article_id', 'tag_id'],
  ['annotation_tags', 'annotation_id', 'tag_id'],
  ['tags', 'id'],
  ['publications', 'name'],
  ['collections', 'uid'],
  ['collection_items', 'collection_id', 'article_id'],
  ['saved_searches', 'uid'],
  ['settings', 'name'],
  ['import_runs', 'uid'],
];
/** With what salvage leaves behind or makes anew, and must be right in an archive that passes for whole. */
export const EVERYTHING: typeof CONTENTS = [
  ...CONTENTS,
  ['edits', 'id'],
  ['jobs', 'uid'],
  ['article_fingerprints', 'article_id'],
  ['languages', 'id'],
  ['index_stems', 'stem', 'term'],
];

/** Everything that must never be wrong in silence, field by field. */
export function contentsOf(file: string, tables = CONTENTS): Map<string, string> {
  const db = new Database(file, { readonly: true });
  try {
    const found = new Map<string, string>();
    for (const [table, ...keys] of tables) {
      for (const row of db.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).iterate()) {
        const saved = Object.entries(row).filter(([name]) => !PLACES.has(name));
        found.set(
          `${table} ${keys.map((key) => String(row[key])).join(' ')}`,
          JSON.stringify(saved.map(([, value]) => (Buffer.isBuffer(value) ? value.toString('hex') : value))),
        );
      }
    }
    return found;
  } finally {
    db.close();
  }
}

/** Names of what differs between an archive and what it ought to hold. */
function differences(truth: ReadonlyMap<string, string>, found: ReadonlyMap<string, string>): string[] {
  return [...new Set([...truth.keys(), ...found.keys()])].filter((key) => truth.get(key) !== found.get(key));
}

export interface DamageRound extends Round {
  /** Who noticed: opening, the check, or nobody because nothing that matters was hit. */
  noticed: 'open' | 'check' | 'harmless';
  /** The share of the stories that salvage saved. */
  saved: number;
}

interface Noticed {
  by: DamageRound['noticed'];
  /** What the check found, unless it refused the file. */
  problems: string[];
}

async function noticedBy(file: string): Promise<Noticed> {
  let archive;
  try {
    archive = openReadArchive(file);
  } catch (error) {
    return refused(error, { by: 'open', problems: [] });
  }
  try {
    const { problems } = await checkArchive(archive);
    return { by: problems.length === 0 ? 'harmless' : 'check', problems };
  } catch (error) {
    return refused(error, { by: 'check', problems: [] });
  } finally {
    await archive.close();
  }
}

/** A refusal is a sentence for a person; anything else is a fault of its own. */
function refused<T>(error: unknown, by: T): T {
  if (error instanceof BroadsheetError && error.code !== 'internal') return by;
  throw error;
}

/** Where a reindex is said to put everything right, it must. Done to a copy. @returns what it did not */
async function reindexed(file: string, copy: string): Promise<string[]> {
  copyFileSync(file, copy);
  const archive = openArchive(copy);
  try {
    await reindex(new JobRunner(archive), archive);
    return (await archive.check()).problems.map((problem) => `After a reindex: ${problem}`);
  } finally {
    await archive.close();
    removeArchive(copy);
  }
}

/** What is wrong with what was salvaged of a damaged archive, and how many stories came along. */
function salvaged(file: string, target: string, truth: ReadonlyMap<string, string>): { faults: string[]; stories: number } {
  let report: SalvageReport;
  try {
    report = salvageArchive(file, target);
  } catch (error) {
    return { faults: [], stories: refused(error, 0) };
  }
  const found = contentsOf(target);
  const stories = [...found.keys()].filter((key) => key.startsWith('articles ') && truth.has(key)).length;
  // A damaged story is tagged so; tags that damage gave another name are told of, each by itself.
  const wrong = [...found].filter(
    ([key, value]) => truth.get(key) !== value && !(truth.get(key) === undefined && /^(article_)?tags /.test(key)),
  );
  const toldOf = report.damaged.length + report.lost.length + report.lostRows + report.doubtfulRows;
  const faults = wrong.length > toldOf ? [`Salvage told of ${toldOf} faults; wrong are ${wrong.map(([key]) => key).join(', ')}.`] : [];
  if (toldOf === 0 && stories < [...truth.keys()].filter((key) => key.startsWith('articles ')).length)
    faults.push('Stories are lost, and salvage told of nothing.');
  return { faults, stories };
}

/**
 * Damages copies of an archive, each in another way, and looks whether that is noticed, whether anything is wrong in silence,
 * and what is saved.
 * @param whole an archive in one file; `folder` is for the copies
 */
export async function* damageArchives(whole: string, folder: string, rounds: number, firstSeed = 1): AsyncGenerator<DamageRound> {
  const truth = contentsOf(whole);
  const everything = contentsOf(whole, EVERYTHING);
  const stories = [...truth.keys()].filter((key) => key.startsWith('articles ')).length;
  const bytes = readFileSync(whole);
  for (let seed = firstSeed; seed < firstSeed + rounds; seed += 1) {
    const kind = DAMAGE_KINDS[seed % DAMAGE_KINDS.length] ?? 'stretches';
    const [file, target] = [join(folder, `damaged-${seed}`), join(folder, `saved-${seed}`)];
    const before = DAMAGES[kind](Buffer.from(bytes), numbers(seed));
    writeFileSync(file, before);
    const faults: string[] = [];
    let [noticed, saved]: [DamageRound['noticed'], number] = ['harmless', 0];
    try {
      const { by, problems } = await noticedBy(file);
      noticed = by;
      if (problems.length > 0 && problems.every((problem) => problem.includes('“reindex”')))
        faults.push(...(await reindexed(file, target)));
      const wrong = by === 'harmless' ? differences(everything, contentsOf(file, EVERYTHING)) : [];
      if (wrong.length > 0) faults.push(`Nobody noticed that these are wrong: ${wrong.join(', ')}.`);
      const result = salvaged(file, target, truth);
      faults.push(...result.faults);
      saved = result.stories / stories;
    } catch (error) {
      faults.push(told(error));
    }
    if (!readFileSync(file).equals(before)) faults.push('The damaged file was written to.');
    for (const path of [file, target]) removeArchive(path);
    const by = { open: 'noticed by opening', check: 'noticed by check', harmless: 'harmless' }[noticed];
    yield { faults: faults.map((fault) => `${kind}, seed ${seed}: ${fault}`), note: `${kind}: ${by}`, noticed, saved };
  }
}
