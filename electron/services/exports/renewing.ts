import { open, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as m from '../../../core/messages/messages.js';
import { BroadsheetError } from '../../../core/reply';
import type { Exporter, ExportFile, Renewal } from '../../exporters/exporter';
import { writeWhole } from '../parts/files';
import { writeCompanion } from './target';

/** What stands in front of a file is no longer. */
const HEAD = 8_192;

/** What became of a file that may have been there before. */
export type Outcome = 'written' | 'renewed' | 'unchanged';

/** The files of a folder that were exported before, by what they are of. */
export class FilesThere {
  readonly #paths: ReadonlyMap<string, string>;
  readonly #met = new Set<string>();

  private constructor(
    paths: ReadonlyMap<string, string>,
    readonly renewal: Renewal,
  ) {
    this.#paths = paths;
  }

  /** Looks at the beginning of every file of the format. Of two copies of one the first by name is meant. */
  static async in(folder: string, { extension }: Exporter, renewal: Renewal): Promise<FilesThere> {
    const names = (await readdir(folder)).filter((name) => name.toLowerCase().endsWith(`.${extension}`) && !name.startsWith('.')).sort();
    const paths = new Map<string, string>();
    for (const name of names) {
      const path = join(folder, name);
      const owner = renewal.ownerOf(await headOf(path));
      if (owner !== '' && !paths.has(owner)) paths.set(owner, path);
    }
    return new FilesThere(paths, renewal);
  }

  /** Files of what was not written this time. */
  left(): [owner: string, path: string][] {
    return [...this.#paths].filter(([owner]) => !this.#met.has(owner));
  }

  /** Where a file stands that is of the same story or highlight, whatever it is called by now. */
  pathOf(fresh: ExportFile): string | undefined {
    const owner = this.renewal.ownerOf(startOf(fresh));
    this.#met.add(owner);
    return this.#paths.get(owner);
  }
}

/**
 * Writes a file again where it stands, unless nothing of it is new.
 * @throws BroadsheetError `invalid-input` when what a person wrote in it cannot be told from the rest
 */
export async function renewFile(path: string, fresh: ExportFile, { renew }: Renewal): Promise<{ outcome: Outcome; bytes: number }> {
  const before = await readFile(path);
  const bytes = before.equals(fresh.bytes) ? fresh.bytes : renew(before, fresh.bytes);
  if (bytes === null) throw new BroadsheetError('invalid-input', m.error_no_own_lines({ path }));
  const isSame = before.equals(bytes);
  if (!isSame) await writeWhole(path, bytes);
  return { outcome: isSame ? 'unchanged' : 'renewed', bytes: bytes.byteLength };
}

/** Writes one file and what belongs beside it; where one of the same story stands already, as {@link renewFile}. @returns its bytes */
export async function writeOrRenew(path: string, file: ExportFile, renewal: Renewal | undefined): Promise<number> {
  for (const companion of file.beside ?? []) await writeCompanion(dirname(path), companion);
  const owner = renewal ? renewal.ownerOf(startOf(file)) : '';
  if (renewal && owner !== '' && renewal.ownerOf(await headOf(path)) === owner) return (await renewFile(path, file, renewal)).bytes;
  await writeWhole(path, file.bytes);
  return file.bytes.byteLength;
}

const startOf = ({ bytes }: ExportFile) => Buffer.from(bytes.subarray(0, HEAD)).toString();

/** The first bytes of a file as text; nothing of what cannot be read. */
async function headOf(path: string): Promise<string> {
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return '';
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } catch {
    return '';
  } finally {
    await file.close();
  }
}
