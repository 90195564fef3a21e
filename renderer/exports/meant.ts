import type { CallInput } from '../../core/contract';
import * as m from '../../core/messages/messages.js';
import { formatNumber } from '../format';
import type { Desk } from '../state/desk.svelte';

/** Which stories are meant: the open one, those chosen in the list, all that it shows, or all there are. */
export const MEANT = ['story', 'selection', 'list', 'archive'] as const;
export type Meant = (typeof MEANT)[number];

export type StorySelection = CallInput<'export.preview'>['selection'];

/** Those of them that there are now. */
export function meantNow({ reading, filing, stories, library }: Desk): Meant[] {
  const there: Record<Meant, boolean> = {
    story: reading.uid !== '',
    selection: filing.selection.uids.size > 1,
    list: stories.total > 0,
    archive: (library.overview?.all ?? 0) > 0,
  };
  return MEANT.filter((one) => there[one]);
}

export function nameOfMeant({ reading, filing, stories, library }: Desk, what: Meant): string {
  const counted = (count: number) => m.story_count({ count, number: formatNumber(count) });
  switch (what) {
    case 'story':
      return m.export_story({ headline: reading.article?.headline || m.headline_missing() });
    case 'selection':
      return m.export_selection({ count: counted(filing.selection.uids.size) });
    case 'list':
      return m.export_list({ count: counted(stories.total) });
    case 'archive':
      return m.export_archive({ count: counted(library.overview?.all ?? 0) });
  }
}

/** As calls take it. */
export function selectionOf({ reading, filing, stories }: Desk, what: Meant): StorySelection {
  switch (what) {
    case 'story':
      return { kind: 'uids', uids: [reading.uid] };
    case 'selection':
      return { kind: 'uids', uids: [...filing.selection.uids] };
    case 'list':
      return { kind: 'query', partial: true, ...stories.request };
    case 'archive':
      return { kind: 'all' };
  }
}
