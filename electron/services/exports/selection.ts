import type { Scope } from '../../../core/contract';
import { parseQuery } from '../../../core/query';
import type { ReadStore } from '../../../db/store';
import type { JobContext } from '../jobs';

/** Which stories to export, in which order. */
export type ExportSelection =
  { kind: 'uids'; uids: readonly string[] } | { kind: 'query'; query: string; partial?: boolean; scope?: Scope } | { kind: 'all' };

/** Stories looked up at a time. */
const BATCH = 500;
/** More than any archive holds. */
const MOST = 10_000_000;

/** The stories meant, and how many there are. */
export interface Selected {
  uids: AsyncIterable<string>;
  total: number;
  /** Nothing was chosen among the archive's stories. */
  isWhole: boolean;
  /** What they were chosen by; empty where nothing says it. */
  name: string;
}

export async function selected(store: ReadStore, selection: ExportSelection): Promise<Selected> {
  switch (selection.kind) {
    case 'uids':
      return { uids: each(selection.uids), total: selection.uids.length, isWhole: false, name: '' };
    case 'query': {
      // Asked once: what comes in meanwhile would move the pages of a list.
      const { query, partial = false, scope = { kind: 'all' } } = selection;
      const found = await store.search.bare(parseQuery(query, { partial }), scope, { limit: MOST, offset: 0 });
      return {
        uids: each(found.hits.map(({ uid }) => uid)),
        total: found.hits.length,
        isWhole: false,
        name: await nameOf(store, query, scope),
      };
    }
    case 'all':
      return { uids: everything(store), total: (await store.maintenance.stats()).articles, isWhole: true, name: '' };
  }
}

/** The words searched for, or else the part of the library. */
async function nameOf(store: ReadStore, query: string, scope: Scope): Promise<string> {
  if (query.trim() !== '') return query.trim();
  if (scope.kind === 'tag' || scope.kind === 'publication') return scope.name;
  return scope.kind === 'collection' ? ((await store.collections.get(scope.uid))?.name ?? '') : '';
}

async function* each(uids: readonly string[]): AsyncIterable<string> {
  yield* uids;
}

/** Every story of the archive, however many there are. */
async function* everything(store: ReadStore): AsyncIterable<string> {
  for (let after: string | undefined = ''; after !== undefined;) {
    const uids: string[] = await store.articles.uidsAfter(after, BATCH);
    yield* uids;
    after = uids.at(-1);
  }
}

/** Selected stories one by one, each counted for the job once it is done with. */
export async function* counted({ uids, total }: Selected, job?: JobContext): AsyncIterable<string> {
  let done = 0;
  await job?.checkpoint({ done, total });
  for await (const uid of uids) {
    yield uid;
    await job?.checkpoint({ done: (done += 1), total });
  }
}
