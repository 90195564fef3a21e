import type { Collection } from '../../../core/collection';
import { MEANINGS_SETTING } from '../../../core/highlight-colors';
import type { ParsedLibrary } from '../../../core/importing';
import type { WriteStore } from '../../../db/store';
import { colorMeanings } from '../color-meanings';

/** Keeps what an archive held besides stories. What is there already stays as it is. */
export async function keepLibrary(store: WriteStore, { library }: ParsedLibrary, run: string): Promise<void> {
  for (const collection of outerFirst(library.collections)) {
    if ((await store.collections.get(collection.uid)) !== null) continue;
    const isInside = collection.parentUid !== null && (await store.collections.get(collection.parentUid)) !== null;
    await store.collections.put({ ...collection, parentUid: isInside ? collection.parentUid : null }, run);
  }
  const searches = await store.savedSearches.list();
  for (const search of library.savedSearches) {
    const isThere = searches.some(({ uid, name, query }) => uid === search.uid || (name === search.name && query === search.query));
    if (!isThere) await store.savedSearches.put(search, run);
  }
  const meanings = await colorMeanings(store);
  if (Object.keys(library.meanings).some((color) => !(color in meanings))) {
    await store.settings.put(MEANINGS_SETTING, { ...library.meanings, ...meanings });
  }
  for (const { name, url, note } of library.publications) {
    const facts = await store.publications.get(name);
    await store.publications.put(name, { url: facts?.url || url, note: facts?.note || note });
  }
}

/** Puts a story into the collections it was in, unless it is there. */
export async function keepPlaces(store: WriteStore, uid: string, places: Readonly<Record<string, number>>): Promise<void> {
  if (Object.keys(places).length === 0) return;
  const before = new Set(await store.collections.of(uid));
  for (const [collection, place] of Object.entries(places)) {
    if (!before.has(collection)) await store.collections.putItems(collection, { [uid]: place });
  }
}

/** Every collection behind the one it stands in; those that stand in each other come as they are. */
function outerFirst(collections: readonly Collection[]): Collection[] {
  const sorted: Collection[] = [];
  const left = new Map(collections.map((collection) => [collection.uid, collection]));
  for (let more = true; more;) {
    const ready = [...left.values()].filter(({ parentUid }) => parentUid === null || !left.has(parentUid));
    for (const collection of ready) left.delete(collection.uid);
    sorted.push(...ready);
    more = ready.length > 0;
  }
  return [...sorted, ...left.values()];
}
