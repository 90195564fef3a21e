import type { Archive } from '../../db/store';

/** Milliseconds of one step: so long an edit may have to wait. */
const STEP = 100;

/**
 * Puts the search index in order, which many stories that came in leave in many pieces. Whatever cuts it off, the archive is
 * as good as before, and the next time goes on.
 * @param rest called between two steps; answers whether to go on
 */
export async function tidyIndex(archive: Archive, rest: () => Promise<boolean> = () => Promise.resolve(true)): Promise<void> {
  while (await archive.write((store) => store.maintenance.tidy(STEP), { derived: true })) if (!(await rest())) return;
}
