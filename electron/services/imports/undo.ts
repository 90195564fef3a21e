import type { ImportRun, UndoReport } from '../../../core/importing';
import * as m from '../../../core/messages/messages.js';
import { BroadsheetError } from '../../../core/reply';
import type { Archive, ImportedStory, ReadStore, WriteStore } from '../../../db/store';
import type { JobRunner, JobWork } from '../jobs';
import { purgeStories } from '../trash';
import type { ImportInput } from './job';

/** Stories removed in one unit of work. */
const BATCH = 50;

interface UndoInput {
  run: string;
  force: boolean;
}

/** Behind the last story kept; removed ones need no place. */
interface UndoCursor {
  after: string;
  removed: number;
  kept: number;
}

/** What a person did to a story since it was imported would be lost with it. */
function isTouched({ editedAt, annotationCount, isKept }: ImportedStory): boolean {
  return editedAt !== '' || annotationCount > 0 || isKept > 0;
}

export const undoWork: JobWork<UndoReport> = {
  async run(context, given) {
    const input = given as UndoInput;
    let cursor = (context.cursor as UndoCursor | null) ?? { after: '', removed: 0, kept: 0 };
    for (let more = true; more;) {
      await context.unit(async (store) => {
        const strays = await store.importRuns.strayAnnotations(input.run, BATCH);
        for (const uid of strays) await store.annotations.purge(uid);
        more = strays.length === BATCH;
        return { done: context.done, cursor };
      });
    }
    for (let more = true; more;) {
      await context.unit(async (store) => {
        const total = context.done === 0 ? { total: await store.importRuns.storyCount(input.run) } : {};
        const stories = await store.importRuns.stories(input.run, cursor.after, BATCH);
        cursor = await removeStories(store, stories, input.force, cursor);
        more = stories.length === BATCH;
        return { done: cursor.removed + cursor.kept, ...total, cursor };
      });
    }
    await context.unit(async (store) => {
      await removeShelves(store, input.run);
      return { done: context.done, cursor };
    });
    return { run: input.run, removed: cursor.removed, kept: cursor.kept };
  },
  async ended(store, given, state) {
    const run = await store.importRuns.get((given as UndoInput).run);
    if (run && state === 'finished') await store.importRuns.update({ ...run, state: 'undone' });
  },
};

async function removeStories(store: WriteStore, stories: readonly ImportedStory[], force: boolean, from: UndoCursor): Promise<UndoCursor> {
  const cursor = { ...from };
  for (const story of stories) {
    if (isTouched(story) && !force) {
      cursor.kept += 1;
      cursor.after = story.uid;
    } else {
      await purgeStories(store, [story.uid]);
      cursor.removed += 1;
    }
  }
  return cursor;
}

/** Collections that the run made and that are empty now, the inner ones first, and its saved searches. */
async function removeShelves(store: WriteStore, run: string): Promise<void> {
  for (let more = true; more;) {
    const { collections, savedSearches } = await store.importRuns.emptyShelves(run);
    for (const uid of collections) await store.collections.remove(uid);
    for (const uid of savedSearches) await store.savedSearches.remove(uid);
    more = collections.length > 0;
  }
}

/**
 * Takes the stories of an import run out again, and the annotations that came with it. Stories highlighted or edited since stay, unless
 * `force`; annotations changed since stay.
 * @throws BroadsheetError `not-found`, `busy` while the run is still under way, `cancelled`
 */
export async function undoImport(jobs: JobRunner, archive: Archive, run: string, { force = false } = {}): Promise<UndoReport> {
  if (!(await archive.read.importRuns.get(run))) {
    throw new BroadsheetError('not-found', m.error_no_import({ uid: run }));
  }
  await giveUp(jobs, archive.read, run);
  return jobs.start('undo-import', { run, force } satisfies UndoInput, undoWork);
}

/** An import that was interrupted is not resumed once it was undone. */
async function giveUp(jobs: JobRunner, store: ReadStore, run: string): Promise<void> {
  const ofRun = ({ input }: { input: unknown }) => (input as ImportInput).run === run;
  const unfinished = (await store.jobs.unfinished()).filter(({ kind }) => kind === 'import').find(ofRun);
  if (!unfinished) return;
  if (!(await jobs.interrupted('import')).some(({ uid }) => uid === unfinished.uid)) {
    throw new BroadsheetError('busy', m.error_import_running());
  }
  await jobs.cancel(unfinished.uid);
}

/** Import runs, newest first. */
export async function* importRuns(store: ReadStore): AsyncIterable<ImportRun & { remaining: number }> {
  const limit = 100;
  for (let offset = 0; ; offset += limit) {
    const runs = await store.importRuns.list({ limit, offset });
    for (const run of runs) yield { ...run, remaining: await store.importRuns.storyCount(run.uid) };
    if (runs.length < limit) return;
  }
}
