import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { safeFileName } from '../../../core/file-name';

/**
 * A path in the folder for every file; two of one name get a number. A file that was there before may be another story's, and is left
 * alone.
 */
export async function fileNames(folder: string, extension: string): Promise<(wanted: string, uid: string) => string> {
  const ending = `.${extension}`.toLowerCase();
  const there = (await readdir(folder)).map((name) => name.toLowerCase()).filter((name) => name.endsWith(ending));
  const before = new Set(there.map((name) => name.slice(0, -ending.length)));
  const taken = new Set<string>();
  return (wanted, uid) => {
    const plain = safeFileName(wanted, uid);
    const name = before.has(plain.toLowerCase()) ? `${plain} ${uid}` : plain;
    let unique = name;
    for (let count = 2; taken.has(unique.toLowerCase()); count += 1) unique = `${name} (${count})`;
    taken.add(unique.toLowerCase());
    return join(folder, `${unique}.${extension}`);
  };
}
