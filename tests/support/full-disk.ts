import Database from 'better-sqlite3';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, rmSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { BroadsheetError } from '../../core/reply';
import { openArchive, openReadArchive } from '../../db/sqlite/archive';
import { verifyBackup } from '../../db/sqlite/backup';
import type { WritableDb } from '../../db/sqlite/handle';
import { MIGRATIONS } from '../../db/sqlite/migrations';
import { APPLICATION_ID } from '../../db/sqlite/open';
import { restoreWhole } from '../../db/sqlite/restore';
import { backUpTo } from '../../electron/services/backups';
import { resumeImport, runImport } from '../../electron/services/imports';
import { JobRunner } from '../../electron/services/jobs';
import { anArchiveFile } from './damage';
import { editByHand, hasEdit } from './hand-edits';
import { writePrintPages } from './jobs';
import { faultsOf, told, type Round } from './torture';

/** A disk of its own that can be made small takes root on Linux. */
export const canMount = process.platform === 'linux' && process.getuid?.() === 0;

const ROOMY = 512 * 1_048_576;

/** A disk in memory whose size can be changed while files are on it. */
class Disk {
  constructor(readonly folder: string) {
    mkdirSync(folder, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${ROOMY}`, 'tmpfs', folder]);
  }

  /** Leaves so many bytes free. */
  limit(free: number): void {
    const { blocks, bfree, bsize } = statfsSync(this.folder);
    this.resize((blocks - bfree) * bsize + free);
  }

  makeRoom(): void {
    this.resize(ROOMY);
  }

  clear(): void {
    for (const name of readdirSync(this.folder)) rmSync(join(this.folder, name), { recursive: true });
  }

  remove(): void {
    execFileSync('umount', ['-l', this.folder]);
  }

  private resize(bytes: number): void {
    execFileSync('mount', ['-o', `remount,size=${bytes}`, this.folder]);
  }
}

/** What a round works with: files lie ready in `folder`, the archive's stands on the disk. */
interface Scene {
  disk: Disk;
  /** On the disk. */
  file: string;
  folder: string;
}

/** Work that wants room. It tells what it finished, and may be done again. */
interface Torture {
  prepare(scene: Scene): Promise<void>;
  /** The most that is left free, in bytes: enough for the work, most of the time. */
  most(scene: Scene): number;
  /** @throws BroadsheetError `disk-full` */
  work(scene: Scene): Promise<void>;
  /** What is wrong when there is room again, and the work was done again. */
  faults(scene: Scene): Promise<string[]>;
}

/** Stories of the archive that stands on the disk at first. */
const STORIES = 120;
const IMPORTED = 250;
const EDITS = 60;

const fresh = ({ folder, file }: Scene) => copyFileSync(join(folder, 'whole'), file);

async function prepareWhole({ folder }: Scene): Promise<void> {
  await anArchiveFile(join(folder, 'whole'), STORIES);
}

async function withArchive<T>(file: string, work: (archive: ReturnType<typeof openArchive>) => Promise<T>): Promise<T> {
  const archive = openArchive(file);
  return work(archive).finally(() => archive.close());
}

/** How many stories there are, as a complaint when there are others than expected. */
async function counted(file: string, wanted: number): Promise<string> {
  const archive = openReadArchive(file);
  const { articles } = await archive.read.maintenance.stats().finally(() => archive.close());
  return articles === wanted ? '' : `${articles} of ${wanted} stories are there.`;
}

const imports: Torture = {
  async prepare(scene) {
    await prepareWhole(scene);
    writePrintPages(join(scene.folder, 'pages'), IMPORTED);
  },
  most: () => 8_000_000,
  work: ({ file, folder }) =>
    withArchive(file, async (archive) => {
      const jobs = new JobRunner(archive);
      const report = (await resumeImport(jobs)) ?? (await runImport(jobs, [{ kind: 'path', path: join(folder, 'pages') }]));
      const failed = report.results.find(({ status }) => status === 'failed');
      // An import tells of its failure in its report.
      if (failed) throw new BroadsheetError(failed.reason.includes('is full') ? 'disk-full' : 'internal', failed.reason);
    }),
  faults: async ({ file }) => [await counted(file, STORIES + IMPORTED)],
};

/** The number of the next edit; what is below was acknowledged. */
let nextEdit = 0;

const edits: Torture = {
  prepare: prepareWhole,
  most: () => 5_000_000,
  work: ({ file }) =>
    withArchive(file, async (archive) => {
      const uids = (await archive.read.articles.uids({ limit: STORIES, offset: 0 })).toSorted();
      for (; nextEdit < EDITS; nextEdit += 1) await editByHand(archive, uids, nextEdit);
    }),
  async faults({ file }) {
    const archive = openReadArchive(file);
    try {
      const uids = (await archive.read.articles.uids({ limit: STORIES, offset: 0 })).toSorted();
      const lost: number[] = [];
      for (let number = 0; number < EDITS; number += 1) if (!(await hasEdit(archive.read, uids, number))) lost.push(number);
      return lost.length === 0 ? [] : [`Acknowledged edits are lost: ${lost.join(', ')}.`];
    } finally {
      nextEdit = 0;
      await archive.close();
    }
  },
};

/** The last schema without digests. */
const OLD_SCHEMA = 30;

/** An archive as an older version left it, with the stories of another one. */
export function anOldArchive(file: string, whole: string): void {
  const db = new Database(file);
  db.pragma('page_size = 32768');
  db.pragma('auto_vacuum = INCREMENTAL');
  for (const migration of MIGRATIONS) if (migration.to <= OLD_SCHEMA) migration.up(db as WritableDb);
  db.prepare('ATTACH ? AS whole').run(whole);
  for (const table of ['originals', 'articles', 'tags', 'article_tags']) {
    const columns = db.prepare<[], string>(`SELECT '"' || name || '"' FROM pragma_table_info('${table}')`).pluck().all().join(', ');
    db.exec(`INSERT INTO main.${table} (${columns}) SELECT ${columns} FROM whole.${table}`);
  }
  db.exec(`INSERT INTO main.index_pending (space, document) SELECT 'articles', id FROM main.articles`);
  db.exec('INSERT INTO main.article_fingerprints SELECT * FROM whole.article_fingerprints');
  db.exec('DETACH whole');
  db.pragma(`application_id = ${APPLICATION_ID}`);
  db.pragma(`user_version = ${OLD_SCHEMA}`);
  db.close();
}

const migrations: Torture = {
  async prepare(scene) {
    await prepareWhole(scene);
    const whole = join(scene.folder, 'whole');
    const old = `${whole}-old`;
    anOldArchive(old, whole);
    copyFileSync(old, whole);
  },
  most: ({ file }) => statSync(file).size * 2,
  work: ({ file }) => withArchive(file, () => Promise.resolve()),
  faults: async ({ file }) => [await counted(file, STORIES)],
};

const backupOf = ({ disk }: Scene) => join(disk.folder, 'copy.broadsheet-backup');

const backups: Torture = {
  prepare: prepareWhole,
  most: ({ file }) => statSync(file).size * 3,
  // Below the service, which refuses to begin where little more than the backup would be left.
  async work(scene) {
    const archive = openReadArchive(join(scene.folder, 'whole'));
    await archive.backUp(backupOf(scene)).finally(() => archive.close());
  },
  async faults(scene) {
    const { articles } = await verifyBackup(backupOf(scene));
    const archive = openReadArchive(join(scene.folder, 'whole'));
    scene.disk.limit(statSync(backupOf(scene)).size);
    const path = join(scene.disk.folder, 'refused.broadsheet-backup');
    const refusal = await backUpTo(archive, path)
      .then(
        () => null,
        (error: unknown) => error,
      )
      .finally(() => archive.close());
    scene.disk.makeRoom();
    return [
      articles === STORIES ? '' : `The backup holds ${articles} stories.`,
      isDiskFull(refusal) ? '' : `The service did not refuse a backup that would fill the disk. ${told(refusal)}`,
    ];
  },
};

const restores: Torture = {
  prepare: prepareWhole,
  most: ({ file }) => statSync(file).size * 3,
  async work({ file, folder }) {
    const { kept } = await restoreWhole(join(folder, 'whole'), file, 'before');
    rmSync(kept);
  },
  faults: async ({ file }) => [await counted(file, STORIES)],
};

const TORTURES = { import: imports, edit: edits, migration: migrations, backup: backups, restore: restores };
export type DiskKind = keyof typeof TORTURES;
export const DISK_KINDS = Object.keys(TORTURES) as DiskKind[];

/** Whether a failure is the sentence for a full disk. */
function isDiskFull(error: unknown): boolean {
  return error instanceof BroadsheetError && error.code === 'disk-full' && /^[A-Z/].*\.$/s.test(error.message);
}

const BESIDE = /-(wal|shm)$/;

async function soundness(file: string): Promise<string> {
  try {
    const archive = openReadArchive(file);
    const { problems } = await archive.check().finally(() => archive.close());
    return problems.join(' ');
  } catch (error) {
    return told(error);
  }
}

/**
 * Does work of one kind on a disk with too little room, so many times: it must say so in a sentence and leave the archive sound and
 * nothing half-written behind; with room, the same work must come to its end. `folder` must be empty.
 */
export async function* fillDisks(kind: DiskKind, folder: string, rounds: number): AsyncGenerator<Round> {
  const torture = TORTURES[kind];
  const disk = new Disk(join(folder, 'disk'));
  const scene: Scene = { disk, folder, file: join(disk.folder, 'archive.broadsheet') };
  try {
    await torture.prepare(scene);
    for (let round = 0; round < rounds; round += 1) {
      fresh(scene);
      yield await fillOnce(torture, scene);
      disk.clear();
    }
  } finally {
    disk.remove();
  }
}

async function fillOnce(torture: Torture, scene: Scene): Promise<Round> {
  const before = readdirSync(scene.disk.folder);
  // Little room most of the time: that is where it gets interesting.
  scene.disk.limit(Math.floor(torture.most(scene) * Math.random() ** 2));
  const failure = await torture.work(scene).then(
    () => null,
    (error: unknown) => error ?? 'nothing',
  );
  const left = readdirSync(scene.disk.folder).filter((name) => !before.includes(name) && !BESIDE.test(name));
  scene.disk.makeRoom();
  const faults: string[] = [];
  if (failure !== null) {
    if (!isDiskFull(failure)) faults.push(`Told otherwise than as a full disk: ${told(failure)}`);
    if (left.length > 0) faults.push(`Left behind: ${left.join(', ')}.`);
    faults.push(await soundness(scene.file));
    await torture.work(scene).catch((error: unknown) => faults.push(`With room again: ${told(error)}`));
  }
  faults.push(await soundness(scene.file), ...(await torture.faults(scene)));
  return { faults: faultsOf(faults), note: failure === null ? 'fitted' : 'did not fit' };
}
