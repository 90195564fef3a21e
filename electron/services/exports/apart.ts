import type { ExportOptions, ExportStory } from '../../../core/exporting';
import { toFailure } from '../../../core/reply';
import type { ReadStore } from '../../../db/store';
import type { ExportFile } from '../../exporters/exporter';
import type { JobContext } from '../jobs';
import { fileNames } from './file-names';
import { exporterFor, writerOf } from './formats';
import { counted, selected, type ExportSelection } from './selection';
import { exportContext, exportStory, isLeftOut } from './stories';
import { makeFolder, writeFileAndCompanions } from './target';

/** What became of one file of many. */
export interface WrittenFile {
  uid: string;
  /** Empty when it could not be written. */
  path: string;
  bytes: number;
  /** Why not, as a sentence. */
  reason: string;
  /** The disk takes no more files: this is the last one. */
  isLast?: true;
}

/** A file to be written, by the name it would have if it were the only one. */
interface Wanted {
  name: string;
  file: ExportFile;
}

/**
 * Writes a file for every story, or for every highlight and note, into a folder, which is made when it is not there. A story that
 * cannot be exported does not stop the others; a full disk does.
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
  for await (const uid of counted(await selected(store, selection), job)) {
    try {
      const story = await exportStory(store, uid, options.choice);
      if (isLeftOut(story, options.choice)) continue;
      for await (const { name, file } of filesOf(story)) {
        const path = pathFor(name, uid);
        await writeFileAndCompanions(path, file);
        yield { uid, path, bytes: file.bytes.byteLength, reason: '' };
      }
    } catch (error) {
      const { code, message } = toFailure(error);
      const isLast = code === 'disk-full' || code === 'unwritable';
      yield { uid, path: '', bytes: 0, reason: message, ...(isLast && { isLast }) };
      if (isLast) return;
    }
  }
}

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
