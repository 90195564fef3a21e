import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Archive } from '../store';
import { openReadArchive } from './archive';
import { copyArchive, identifyBackup } from './backup';
import { SCHEMA_VERSION } from './migrations';

/**
 * Opens a backup to read from it; it is not changed. One of an older version is brought up to date as a copy that goes again.
 * @throws BroadsheetError as {@link openReadArchive}
 */
export async function openBackup(file: string): Promise<Archive> {
  if (identifyBackup(file) === SCHEMA_VERSION) return openReadArchive(file);
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-backup-'));
  const copy = join(folder, basename(file));
  await copyArchive(file, copy);
  const archive = openReadArchive(copy);
  const close = async () => {
    await archive.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...archive, close };
}
