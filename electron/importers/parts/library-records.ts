import type { Collection, SavedSearch } from '../../../core/collection';
import { HIGHLIGHT_COLOR_IDS, type ColorMeanings } from '../../../core/highlight-colors';
import type { NotedPublication, ParsedLibrary } from '../../../core/importing';
import { UID_PATTERN } from '../../../core/uid';
import { isoTime } from './iso-time';

type Fields = Readonly<Record<string, unknown>>;

/** Longer names are sentences; the library takes none. */
const MAX_NAME = 200;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string => (typeof value === 'string' ? value.replace(/\p{Surrogate}/gu, '\uFFFD') : '');
const nameOf = (value: unknown): string =>
  textOf(value)
    .slice(0, MAX_NAME)
    .replace(/\p{Surrogate}$/u, '');
const uidOf = (value: unknown): string => (UID_PATTERN.test(textOf(value)) ? textOf(value) : '');
const placeOf = (value: unknown): number => (Number.isSafeInteger(value) ? (value as number) : 0);
const listOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);

/** What an archive holds besides stories, as a bundle has it; what cannot be read is left out. */
export function libraryOfRecords(files: Record<'collections' | 'savedSearches' | 'publications' | 'settings', unknown>): ParsedLibrary {
  return {
    library: {
      collections: listOf(files.collections).flatMap(collectionOf),
      savedSearches: listOf(files.savedSearches).flatMap(searchOf),
      publications: listOf(files.publications).flatMap(publicationOf),
      meanings: meaningsOf(files.settings),
    },
  };
}

function collectionOf({ uid, parentUid, position, name, createdAt }: Fields): Collection[] {
  const known = uidOf(uid);
  if (known === '' || nameOf(name) === '') return [];
  return [
    { uid: known, parentUid: uidOf(parentUid) || null, position: placeOf(position), name: nameOf(name), createdAt: isoTime(createdAt) },
  ];
}

function searchOf({ uid, position, name, query, createdAt }: Fields): SavedSearch[] {
  const known = uidOf(uid);
  if (known === '' || nameOf(name) === '') return [];
  return [{ uid: known, name: nameOf(name), query: textOf(query), position: placeOf(position), createdAt: isoTime(createdAt) }];
}

function publicationOf({ name, url, note }: Fields): NotedPublication[] {
  return textOf(name) === '' ? [] : [{ name: textOf(name), url: textOf(url), note: textOf(note) }];
}

function meaningsOf(settings: unknown): ColorMeanings {
  const given = isFields(settings) && isFields(settings['colorMeanings']) ? settings['colorMeanings'] : {};
  const known = HIGHLIGHT_COLOR_IDS.map((id) => [id, textOf(given[id])] as const).filter(([, meaning]) => meaning !== '');
  return Object.fromEntries(known);
}
