import { createReadStream, renameSync, rmSync, writeFileSync } from 'node:fs';
import { open, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, basename, join, relative, resolve, sep } from 'node:path';
import * as m from '../../../core/messages/messages.js';
import { BroadsheetError } from '../../../core/reply';

/** What a system call's error code means to a person. */
const READ_REASONS: Readonly<Record<string, (file: { path: string }) => string>> = {
  ENOENT: m.error_file_missing,
  EACCES: m.error_file_forbidden,
  EPERM: m.error_file_forbidden,
  EISDIR: m.error_file_folder,
  EBUSY: m.error_file_in_use,
};

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function unreadable(path: string, error: unknown): BroadsheetError {
  const sentence = READ_REASONS[codeOf(error)] ?? m.error_file_unreadable;
  return new BroadsheetError('unreadable', sentence({ path }), String(error));
}

/** A file's size and time without its content. */
export interface FileFacts {
  byteLength: number;
  /** ISO 8601, UTC. */
  modified: string;
}

/** @throws BroadsheetError `unreadable` */
export async function factsOf(path: string): Promise<FileFacts> {
  try {
    const { size, mtime } = await stat(path);
    return { byteLength: size, modified: mtime.toISOString() };
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** @throws BroadsheetError `unreadable` */
export async function readWhole(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** Larger files beside one are none of its pictures. */
const MOST_BESIDE = 50 * 1_048_576;

/** A file in the folder of another, or below it; `null` when there is none, and for a way out of the folder. */
export async function readBeside(path: string, other: string): Promise<Uint8Array | null> {
  try {
    const folder = await realpath(dirname(path));
    const target = await realpath(resolve(folder, other));
    if (!target.startsWith(folder + sep) || (await stat(target)).size > MOST_BESIDE) return null;
    return await readFile(target);
  } catch {
    return null;
  }
}

/** Read at a time from a file that is not held whole, in bytes. */
const CHUNK = 1_048_576;

/** A file piece by piece. @throws BroadsheetError `unreadable` */
export async function* readChunks(path: string): AsyncIterable<Uint8Array> {
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) yield chunk as Buffer;
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** The first bytes of a file. @throws BroadsheetError `unreadable` */
export async function readHead(path: string, length: number): Promise<Uint8Array> {
  try {
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw unreadable(path, error);
  }
}

const COLLATOR = new Intl.Collator('en', { numeric: true });

/** The order of names in a folder: one and the same at every walk, also for names that a collation takes for equal. */
function compareNames(a: string, b: string): number {
  return COLLATOR.compare(a, b) || (a < b ? -1 : Number(a > b));
}

/**
 * Every file below a folder, in order of name, or the path itself when it is a file. Hidden files and folders are left out.
 * @param from a file below the folder, there or no longer: the walk begins with it, or with what follows where it stood
 * @throws BroadsheetError `unreadable`
 */
export async function* walk(path: string, from = ''): AsyncIterable<string> {
  let isFolder: boolean;
  try {
    isFolder = (await stat(path)).isDirectory();
  } catch (error) {
    throw unreadable(path, error);
  }
  if (isFolder) yield* walkFolder(path, from === '' ? [] : relative(path, from).split(sep));
  else yield path;
}

/** @param from names of folders and a file, from this folder down */
async function* walkFolder(path: string, [from, ...deeper]: readonly string[]): AsyncIterable<string> {
  let entries;
  try {
    entries = await readdir(path, { withFileTypes: true });
  } catch (error) {
    throw unreadable(path, error);
  }
  entries.sort((a, b) => compareNames(a.name, b.name));
  for (const entry of entries) {
    const before = from === undefined ? 1 : compareNames(entry.name, from);
    if (before < 0 || entry.name.startsWith('.')) continue;
    // Links are not followed: a link to a parent folder would never end.
    if (entry.isDirectory()) yield* walkFolder(join(path, entry.name), before === 0 ? deeper : []);
    else if (entry.isFile()) yield join(path, entry.name);
  }
}

/** Whether two paths lead to one file, by whatever names. */
export async function isSameFile(one: string, other: string): Promise<boolean> {
  const [left, right] = await Promise.all([one, other].map((path) => realpath(path).catch(() => resolve(path))));
  return left === right;
}

/** The neighbour that a file is written into first. */
const neighbour = (path: string) => join(dirname(path), `.${basename(path).slice(0, 100)}.${process.pid}.part`);

/**
 * Writes a file whole or not at all: into a neighbour first, synced, then renamed over the target.
 * @throws BroadsheetError `disk-full`, `unwritable`
 */
export async function writeWhole(path: string, bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
  const temporary = neighbour(path);
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw unwritable(path, error);
  }
}

/**
 * As {@link writeWhole}, at once and without a sync: for one of thousands of small new files, which would wait for the disk, and for
 * their turn, ten times as long as they take. What a power cut takes of them can be written again.
 * @throws BroadsheetError `disk-full`, `unwritable`
 */
export function writeAtOnce(path: string, bytes: Uint8Array): void {
  const temporary = neighbour(path);
  try {
    writeFileSync(temporary, bytes, { flag: 'wx' });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw unwritable(path, error);
  }
}

/** What an error of the disk means to a person; others as they are. */
function unwritable(path: string, error: unknown): unknown {
  if (error instanceof BroadsheetError || codeOf(error) === '') return error;
  if (codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT') {
    return new BroadsheetError('disk-full', m.error_disk_full({ path }), String(error));
  }
  return new BroadsheetError('unwritable', m.error_unwritable({ path }), String(error));
}
