import type { Division, ExportOptions } from '../../../core/exporting';
import * as m from '../../../core/messages/messages.js';
import { BroadsheetError } from '../../../core/reply';
import type { ReadStore } from '../../../db/store';
import { exporterFor, writerOf } from './formats';
import { renderStory } from './one';
import { selected, type ExportSelection } from './selection';
import { exportContext, exportStory, isLeftOut } from './stories';
import { gathered } from './together';

/** Stories of a file that holds many that are looked at; nobody reads on, and setting a thousand takes a minute. */
export const MOST_SHOWN = 50;

/** The first file of an export. */
export interface FirstFile {
  bytes: Uint8Array;
  /** How many of the stories are in it. */
  stories: number;
  /** How many there are. */
  total: number;
}

/**
 * The first file of an export as it would be written, of at most {@link MOST_SHOWN} stories.
 * @throws BroadsheetError `not-found` when nothing is to be written; as the writing itself
 */
export async function renderFirst(
  store: ReadStore,
  selection: ExportSelection,
  { to, division }: { to: string; division: Division },
  options: ExportOptions,
): Promise<FirstFile> {
  const { uids, total } = await selected(store, selection);
  const first: string[] = [];
  for await (const uid of uids) {
    if (isLeftOut(await exportStory(store, uid, options.choice), options.choice, exporterFor(to))) continue;
    first.push(uid);
    if (first.length === (division === 'together' ? MOST_SHOWN : 1)) break;
  }
  const [uid] = first;
  if (uid === undefined) throw new BroadsheetError('not-found', m.error_nothing_chosen());
  if (division === 'together') {
    const { bytes } = await gathered(store, { kind: 'uids', uids: first }, to, options);
    return { bytes, stories: first.length, total };
  }
  if (division === 'stories') return { bytes: (await renderStory(store, uid, to, options)).bytes, stories: 1, total };
  const story = await exportStory(store, uid, options.choice);
  const [annotation] = story.annotations;
  if (!annotation) throw new BroadsheetError('not-found', m.error_nothing_chosen());
  const { bytes } = await writerOf(exporterFor(to), 'writeNote')(story, annotation, await exportContext(store, options));
  return { bytes, stories: 1, total };
}
