import { computeCommandScore } from 'bits-ui';
import { COMMAND_IDS, COMMANDS, withoutMnemonic } from '../../core/commands';
import type { Scope } from '../../core/contract';
import * as m from '../../core/messages/messages.js';
import { GROUP_NAMES } from '../group-names';
import { pathsOf } from '../library/collection-paths';
import type { Desk } from '../state/desk.svelte';

/** What the command palette offers. */
export interface Entry {
  /** Known by it the next time. */
  id: string;
  label: string;
  /** Where it stands in the menu, or what it leads to. */
  kind: string;
  keys: readonly string[];
  /** Why it does nothing now; empty when it does. */
  refusal: string;
  run: () => void;
}

/** Entries shown at once. Whoever looks for another types more of it. */
const MOST_SHOWN = 60;

function commands(desk: Desk): Entry[] {
  return COMMAND_IDS.filter((id) => id !== 'palette').map((id) => {
    const { label, group, keys = [], needs } = COMMANDS[id];
    return {
      id,
      label: label(),
      kind: withoutMnemonic(GROUP_NAMES[group]()),
      keys,
      refusal: needs === 'story' && desk.reading.uid === '' ? m.reader_nothing_open() : '',
      run: () => desk.run(id),
    };
  });
}

function places(desk: Desk): Entry[] {
  const { library } = desk;
  const place = (id: string, label: string, kind: string, go: () => Promise<void>): Entry => ({
    id,
    label,
    kind,
    keys: [],
    refusal: '',
    run: () => void desk.attempt(go),
  });
  const scoped = (scope: Scope, id: string, label: string, kind: string) => place(id, label, kind, () => desk.choose(scope));
  return [
    ...library.searches.map(({ uid, name, query }) => place(`search ${uid}`, name, m.palette_search(), () => desk.askEverywhere(query))),
    ...pathsOf(library.collections).map(({ uid, path }) =>
      scoped({ kind: 'collection', uid }, `collection ${uid}`, path, m.palette_collection()),
    ),
    ...(library.overview?.tags ?? []).map(({ name }) => scoped({ kind: 'tag', name }, `tag ${name}`, name, m.palette_tag())),
    ...(library.overview?.publications ?? []).map(({ name }) =>
      scoped({ kind: 'publication', name }, `publication ${name}`, name, m.palette_publication()),
    ),
  ];
}

/** Everything there is: commands in the menu's order, then where one can go. */
export const entriesOf = (desk: Desk): Entry[] => [...commands(desk), ...places(desk)];

/**
 * Entries that what was typed may mean, the best first; of equal ones, and where nothing was typed, those used last come first.
 * @param recent ids, newest first
 */
export function matchingEntries(entries: readonly Entry[], typed: string, recent: readonly string[]): Entry[] {
  const wanted = typed.trim();
  const age = new Map(recent.map((id, index) => [id, index]));
  const ageOf = ({ id }: Entry) => age.get(id) ?? recent.length;
  const scored = entries.map((entry) => ({ entry, score: wanted === '' ? 1 : computeCommandScore(entry.label, wanted, [entry.kind]) }));
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || ageOf(a.entry) - ageOf(b.entry))
    .slice(0, MOST_SHOWN)
    .map(({ entry }) => entry);
}
