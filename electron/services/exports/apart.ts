import { dirname } from 'node:path';
import type { ExportChoice, ExportOptions, ExportStory } from '../../../core/exporting';
import { toFailure } from '../../../core/reply';
import type { ReadStore } from '../../../db/store';
import type { ExportFile } from '../../exporters/exporter';
import type { JobContext } from '../jobs';
import { writeAtOnce } from '../parts/files';
import { fileNames } from './file-names';
import { exporterFor, writerOf } from './formats';
import { FilesThere, renewFile, type Outcome } from './renewing';
import { counted, selected, type ExportSelection } from './selection';
import { exportContext, exportStory, isLeftOut } from './stories';
import { makeFolder, sidecarOf, writeCompanion } from './target';

/** What became of one file of many. */
export interface WrittenFile {
  uid: string;
  /** Empty when it could not be written. */
  path: string;
  bytes: number;
  /** `left` is a file of a story that is not in the export, which stays as it is. */
  outcome: Outcome | 'failed' | 'left';
  /** Why it failed, as a sentence. */
  reason: string;
  /** The disk takes no more files: this is the last one. */
  isLast?: true;
  /** Stories that come behind the last one. */
  unwritten?: number;
}

/** A file to be written, by the name it would have if it were the only one. */
interface Wanted {
  name: string;
  file: ExportFile;
}

/**
 * Writes a file for every story, or for every highlight and note, into a folder, which is made when it is not there. Where the format
 * knows its files again, those that stand there are renewed. A story that cannot be exported does not stop the others; a full disk does.
 * @throws BroadsheetError `unwritable` for the folder, `cancelled`, `invalid-input` when the format cannot divide so
 */
export async function* writeApart(
  store: ReadStore,
  selection: ExportSelection,
  { to, division, folder }: { to: string; division: 'stories' | 'notes'; folder: string },
  options: ExportOptions,
  job?: JobContext,
): AsyncIterable<WrittenFile> {
  const exporter = exporterFor(to);
  const context = await exportContext(store, options);
  const filesOf =
    division === 'stories' ? storyFiles(writerOf(exporter, 'writeStory'), context) : noteFiles(writerOf(exporter, 'writeNote'), context);
  await makeFolder(folder);
  const pathFor = await fileNames(folder, exporter.extension);
  const there = exporter.renewal ? await FilesThere.in(folder, exporter, exporter.renewal) : null;
  const found = await selected(store, selection);
  let done = 0;
  for await (const uid of counted(found, job)) {
    done += 1;
    try {
      const story = await exportStory(store, uid, options.choice);
      if (isLeftOut(story, options.choice, exporter)) continue;
      for await (const { name, file } of filesOf(story)) {
        const known = there?.pathOf(file);
        const path = known ?? pathFor(name, uid);
        await writeBeside(path, story, file, options.choice);
        const renewed = there && known !== undefined ? await renewFile(path, file, there.renewal) : null;
        if (!renewed) writeAtOnce(path, file.bytes);
        yield { uid, path, bytes: file.bytes.byteLength, outcome: 'written', reason: '', ...renewed };
      }
    } catch (error) {
      const file = failure(uid, error);
      yield file.isLast ? { ...file, unwritten: found.total - done } : file;
      if (file.isLast) return;
    }
  }
  for (const [owner, path] of there?.left() ?? []) yield { uid: owner.slice(0, UID_LENGTH), path, bytes: 0, outcome: 'left', reason: '' };
}

function failure(uid: string, error: unknown): WrittenFile {
  const { code, message } = toFailure(error);
  const isLast = code === 'disk-full' || code === 'unwritable';
  return { uid, path: '', bytes: 0, outcome: 'failed', reason: message, ...(isLast && { isLast }) };
}

/** What belongs beside a file, and on request its story's annotations as the W3C's model has them: before the file, which may name it. */
async function writeBeside(path: string, story: ExportStory, { beside = [] }: ExportFile, { sidecar }: ExportChoice): Promise<void> {
  const companions = sidecar ? [...beside, sidecarOf(story, path)] : beside;
  for (const companion of companions) await writeCompanion(dirname(path), companion);
}

/** A file is named by the story first, whatever it is of. */
const UID_LENGTH = 26;

type FilesOf = (story: ExportStory) => AsyncIterable<Wanted>;
type Context = Awaited<ReturnType<typeof exportContext>>;

function storyFiles(write: ReturnType<typeof writerOf<'writeStory'>>, context: Context): FilesOf {
  return async function* (story) {
    yield { name: story.article.headline, file: await write(story, context) };
  };
}

function noteFiles(write: ReturnType<typeof writerOf<'writeNote'>>, context: Context): FilesOf {
  return async function* (story) {
    for (const [index, annotation] of story.annotations.entries()) {
      yield { name: `${story.article.headline} ${index + 1}`.trim(), file: await write(story, annotation, context) };
    }
  };
}
