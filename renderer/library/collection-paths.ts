import type { CountedCollection } from '../../core/collection';

/** Collections with what they stand in, such as `Coast / Ferry vote`, by that. */
export function pathsOf(collections: readonly CountedCollection[]): (CountedCollection & { path: string })[] {
  const byUid = new Map(collections.map((collection) => [collection.uid, collection]));
  const path = (collection: CountedCollection): string => {
    const parent = byUid.get(collection.parentUid ?? '');
    return parent ? `${path(parent)} / ${collection.name}` : collection.name;
  };
  return collections.map((collection) => ({ ...collection, path: path(collection) })).sort((a, b) => (a.path < b.path ? -1 : 1));
}
