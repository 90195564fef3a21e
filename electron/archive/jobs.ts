import type { JobProgress } from '../../core/jobs';
import type { Resumable } from '../services/jobs';
import type { CallContext } from './dispatch';

/** How interrupted jobs of each kind go on. */
export const resumable: Resumable = {
  import: async () => (await import('../services/imports')).resumedImport(),
  'undo-import': async () => (await import('../services/imports/undo')).undoWork,
  reindex: async () => (await import('../services/reindex')).reindexWork,
};

/** Kinds that change which stories there are. */
const CHANGING: ReadonlySet<string> = new Set(['import', 'undo-import']);

export const hasStopped = ({ state }: JobProgress): boolean => state !== 'running' && state !== 'waiting';

/** Tells windows of progress; at the end of a job nobody waits for, also that lists should be read again. */
export function tellJobs(emit: CallContext['emit']): (progress: JobProgress) => void {
  return (progress) => {
    emit('job.progress', progress);
    if (hasStopped(progress) && CHANGING.has(progress.kind)) emit('archive.changed', { articles: true, annotations: true });
  };
}
