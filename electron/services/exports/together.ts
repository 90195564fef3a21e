import { dirname } from 'node:path';
import type { ExportOptions, ExportStory } from '../../../core/exporting';
import * as m from '../../../core/messages/messages.js';
import { BroadsheetError } from '../../../core/reply';
import type { ReadStore } from '../../../db/store';
import { isCompanion, type Companion, type Exporter, type ExportFile, type Stories } from '../../exporters/exporter';
import type { JobContext } from '../jobs';
import { writeWhole } from '../parts/files';
import { exporterFor, writerOf } from './formats';
import { counted, selected, type ExportSelection, type Selected } from './selection';
import { exportContext, exportStory, isLeftOut } from './stories';
import { refuseArchive, writeCompanion } from './target';

/** Bytes handed to the disk or the pipe at once; a write a story would cost more than making it. */
const CHUNK = 262_144;

/** Small pieces as fewer larger ones; companions pass at once. */
async function* inChunks(pieces: AsyncIterable<Uint8Array | Companion>): AsyncIterable<Uint8Array | Companion> {
  let pending: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    if (isCompanion(piece)) {
      yield piece;
      continue;
    }
    pending.push(piece);
    length += piece.byteLength;
    if (length < CHUNK) continue;
    yield pending.length === 1 ? piece : Buffer.concat(pending);
    pending = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(pending);
}

/** The selected stories as an exporter walks them. */
function storiesOf(
  store: ReadStore,
  found: Selected,
  exporter: Exporter,
  { choice }: ExportOptions,
  job?: JobContext,
): Stories & { written: number } {
  return {
    total: found.total,
    isWhole: found.isWhole,
    name: found.name,
    written: 0,
    async *[Symbol.asyncIterator](): AsyncIterator<ExportStory> {
      for await (const uid of counted(found, job)) {
        const story = await exportStory(store, uid, choice);
        if (isLeftOut(story, choice, exporter)) continue;
        this.written += 1;
        yield story;
      }
    },
  };
}

/**
 * The selection as the bytes of one file, piece by piece, and the files beside it.
 * @throws BroadsheetError `invalid-input` for an unknown format and for one that holds one story only, `not-found`, `cancelled`,
 * `typesetting-failed`; then what came so far is no whole file
 */
export async function* renderTogether(
  store: ReadStore,
  selection: ExportSelection,
  to: string,
  options: ExportOptions,
  job?: JobContext,
): AsyncIterable<Uint8Array | Companion> {
  const exporter = exporterFor(to);
  const stories = storiesOf(store, await selected(store, selection), exporter, options, job);
  yield* inChunks(writerOf(exporter, 'writeTogether')(stories, await exportContext(store, options)));
}

/** As {@link renderTogether}, held in memory: for a look at it. */
export async function gathered(store: ReadStore, selection: ExportSelection, to: string, options: ExportOptions): Promise<ExportFile> {
  const pieces: Uint8Array[] = [];
  const beside: Companion[] = [];
  for await (const piece of renderTogether(store, selection, to, options)) {
    if (isCompanion(piece)) beside.push(piece);
    else pieces.push(piece);
  }
  return { bytes: Buffer.concat(pieces), beside };
}

/**
 * Writes many stories to one file, whole or not at all.
 * @throws BroadsheetError as {@link renderTogether}, and `disk-full`, `unwritable`
 */
export async function writeTogether(
  store: ReadStore,
  selection: ExportSelection,
  to: string,
  path: string,
  options: ExportOptions,
  job?: JobContext,
): Promise<{ path: string; bytes: number; stories: number }> {
  await refuseArchive(store, path);
  const exporter = exporterFor(to);
  const write = writerOf(exporter, 'writeTogether');
  const found = await selected(store, selection);
  if (found.total === 0) throw new BroadsheetError('not-found', m.error_nothing_to_export({ path }));
  const stories = storiesOf(store, found, exporter, options, job);
  const context = await exportContext(store, options);
  let bytes = 0;
  async function* pieces(): AsyncIterable<Uint8Array> {
    for await (const piece of inChunks(write(stories, context))) {
      if (isCompanion(piece)) {
        await writeCompanion(dirname(path), piece);
        continue;
      }
      bytes += piece.byteLength;
      yield piece;
    }
    if (stories.written === 0) throw new BroadsheetError('not-found', m.error_nothing_to_export({ path }));
  }
  await writeWhole(path, pieces());
  return { path, bytes, stories: stories.written };
}
