import Database from 'better-sqlite3';
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { openArchive, openReadArchive } from '../../db/sqlite/archive';
import { salvageArchive } from '../../db/sqlite/salvage/salvage';
import { checkArchive } from '../../electron/services/library';
import { anAnnotation, anArticle, sha256 } from './articles';

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

/** Overwrites so many stretches of a file with other bytes. */
export function damage(file: string, seed: number, stretches = 6): void {
  const bytes = readFileSync(file);
  const below = numbers(seed);
  for (let stretch = 0; stretch < stretches; stretch += 1) {
    const at = below(bytes.length);
    for (let index = at; index < Math.min(bytes.length, at + 1 + below(64)); index += 1)
      bytes[index] = (bytes[index] ?? 0) ^ (1 + below(255));
  }
  writeFileSync(file, bytes);
}

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
  const db = new Database(file);
  db.pragma('journal_mode = DELETE');
  db.close();
}

/** Columns that say where a row stands rather than what was saved. */
const PLACES = new Set(['id', 'digest', 'article_id', 'import_run_id']);

/** Stories, annotations and originals by uid, with everything saved of them: what must never be wrong in silence. */
export function contentsOf(file: string): Map<string, string> {
  const db = new Database(file, { readonly: true });
  try {
    const found = new Map<string, string>();
    for (const [table, key] of [
      ['articles', 'uid'],
      ['annotations', 'uid'],
      ['originals', 'sha256'],
    ] as const) {
      for (const row of db.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).iterate()) {
        const saved = Object.entries(row).filter(([name]) => !PLACES.has(name));
        found.set(
          `${table} ${String(row[key])}`,
          JSON.stringify(saved.map(([, value]) => (Buffer.isBuffer(value) ? value.toString('hex') : value))),
        );
      }
    }
    return found;
  } finally {
    db.close();
  }
}

export interface DamageResult {
  seed: number;
  /** Who noticed: opening, the check, or nobody because nothing that matters was hit. */
  noticed: 'open' | 'check' | 'harmless';
  saved: number;
  of: number;
}

async function noticedBy(file: string): Promise<'open' | 'check' | null> {
  let archive;
  try {
    archive = openReadArchive(file);
  } catch {
    return 'open';
  }
  try {
    return (await checkArchive(archive)).ok ? null : 'check';
  } catch {
    return 'check';
  } finally {
    await archive.close();
  }
}

/**
 * Damages copies of an archive and looks whether that is noticed, and what is saved.
 * @throws Error when something wrong was handed out in silence
 */
export async function damageArchives(whole: string, scratch: string, count: number, firstSeed = 1): Promise<DamageResult[]> {
  const truth = contentsOf(whole);
  const results: DamageResult[] = [];
  for (let seed = firstSeed; seed < firstSeed + count; seed += 1) {
    const file = `${scratch}/damaged-${seed}`;
    const target = `${scratch}/saved-${seed}`;
    copyFileSync(whole, file);
    damage(file, seed);
    const before = readFileSync(file);
    const noticed = await noticedBy(file);
    if (noticed === null) {
      // Nothing may be wrong then: only free or unused bytes were hit.
      for (const [key, value] of contentsOf(file))
        if (truth.get(key) !== value) throw new Error(`seed ${seed}: ${key} is wrong and nobody noticed`);
    }
    if (!readFileSync(file).equals(before)) throw new Error(`seed ${seed}: the damaged file was written to`);
    let saved = 0;
    try {
      const report = salvageArchive(file, target);
      const found = contentsOf(target);
      saved = [...found.keys()].filter((key) => key.startsWith('articles ') && truth.has(key)).length;
      const wrong = [...found].filter(([key, value]) => truth.get(key) !== value);
      const told = report.damaged.length + report.lost.length + report.lostRows;
      // A story that lost its original differs in that alone.
      if (wrong.length > told) throw new Error(`seed ${seed}: salvage told of ${told} faults, and ${wrong.length} are there`);
    } catch (error) {
      if (!(error instanceof Error && error.name === 'BroadsheetError')) throw error;
    }
    results.push({
      seed,
      noticed: noticed ?? 'harmless',
      saved,
      of: [...truth.keys()].filter((key) => key.startsWith('articles ')).length,
    });
    for (const path of [file, target]) for (const suffix of ['', '-wal', '-shm']) if (existsSync(path + suffix)) rmSync(path + suffix);
  }
  return results;
}
