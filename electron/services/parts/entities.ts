import type { Collection, PublicationFacts, SavedSearch } from '../../../core/collection';
import type { EntityName, Json } from '../../../core/edit';
import { FIELD_NAMES } from '../../../core/article';
import type { StoryState } from '../../../core/state';
import type { AnnotationRecord, ArticleChange, Memberships, ReadStore, TagCarrier, WriteStore } from '../../../db/store';
import { now } from './identity';

/**
 * Something an edit can touch, as JSON. What is put is either what `get` gave, `null` for absent, or, where that is an
 * object, some of its entries; the others stay. Things that are gone for good are passed over.
 */
export interface Entity {
  get(store: ReadStore, key: string): Promise<Json>;
  put(store: WriteStore, key: string, value: Json): Promise<void>;
  /** Kept and put back as a whole: its entries mean something only together. */
  whole?: boolean;
}

/** Interfaces have no index signature, so that the compiler does not see that they are JSON. */
const json = (value: object | null) => value as Json;

/** What is there with the entries that are put; `null` when it is gone for good and only some entries come. */
function merged<T extends { createdAt: string }>(current: T | null, value: object): T | null {
  return current === null && !('createdAt' in value) ? null : ({ ...current, ...value } as T);
}

function tagsOn(carrier: TagCarrier): Entity {
  return {
    get: (store, uid) => store.tags.of(carrier, uid),
    put: (store, uid, change) => store.tags.putOf(carrier, uid, change as Memberships),
  };
}

/** Fields, text and what follows from it; tags are apart, since they are also edited by tag. */
const article: Entity = {
  async get(store, uid) {
    const found = await store.articles.get(uid);
    if (!found) return null;
    const { html, text, textHash, wordCount, editedAt } = found;
    return { ...Object.fromEntries(FIELD_NAMES.map((name) => [name, found[name]])), html, text, textHash, wordCount, editedAt };
  },
  async put(store, uid, change) {
    await store.articles.update(uid, change as ArticleChange);
  },
};

const annotation: Entity = {
  get: async (store, uid) => json(await store.annotations.record(uid)),
  async put(store, uid, value) {
    const after = value && merged<AnnotationRecord>(await store.annotations.record(uid), value as object);
    if (value === null) await store.annotations.remove(uid, now());
    else if (after) await store.annotations.put(uid, after);
  },
};

const state: Entity = {
  get: async (store, uid) => json(await store.states.get(uid)),
  async put(store, uid, value) {
    const current = await store.states.get(uid);
    if (current) await store.states.put(uid, { ...current, ...(value as Partial<StoryState>) });
  },
};

const collection: Entity = {
  get: async (store, uid) => json(await store.collections.get(uid)),
  async put(store, uid, value) {
    const after = value && merged<Collection>(await store.collections.get(uid), value as object);
    if (value === null) await store.collections.remove(uid);
    else if (after) await store.collections.put(after);
  },
};

const savedSearch: Entity = {
  get: async (store, uid) => json(await store.savedSearches.get(uid)),
  async put(store, uid, value) {
    const after = value && merged<SavedSearch>(await store.savedSearches.get(uid), value as object);
    if (value === null) await store.savedSearches.remove(uid);
    else if (after) await store.savedSearches.put(after);
  },
};

const publication: Entity = {
  get: async (store, name) => json(await store.publications.get(name)),
  async put(store, name, value) {
    const current = (await store.publications.get(name)) ?? { url: '', note: '' };
    await store.publications.put(name, value === null ? null : { ...current, ...(value as Partial<PublicationFacts>) });
  },
};

/** Every entity by its name. A missing one does not compile. */
export const ENTITIES: Readonly<Record<EntityName, Entity>> = {
  article,
  'article-tags': tagsOn('article'),
  annotation,
  'annotation-tags': tagsOn('annotation'),
  state,
  tag: {
    get: (store, name) => store.tags.members(name),
    put: (store, name, change) => store.tags.putMembers(name, change as Memberships),
  },
  collection,
  'collection-items': {
    get: (store, uid) => store.collections.items(uid),
    put: (store, uid, change) => store.collections.putItems(uid, change as Memberships),
  },
  'saved-search': savedSearch,
  publication,
  'publication-stories': {
    get: (store, name) => store.publications.stories(name),
    put: (store, name, change) => store.publications.putStories(name, change as Memberships),
  },
  setting: {
    get: (store, name) => store.settings.get(name),
    put: (store, name, value) => store.settings.put(name, value),
    whole: true,
  },
};
