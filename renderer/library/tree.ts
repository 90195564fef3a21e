import type { CountedCollection, SavedSearch } from '../../core/collection';
import type { Scope } from '../../core/contract';
import type { LibraryOverview } from '../../core/library';

/** The parts of the library that are always there. */
export const PLACES = ['all', 'unread', 'starred', 'annotated'] as const;
export type Place = (typeof PLACES)[number] | 'trashed';

export const SECTIONS = ['collections', 'searches', 'tags', 'publications'] as const;
export type Section = (typeof SECTIONS)[number];

/** What a line of the sidebar stands for. */
export type Subject =
  | { kind: 'place'; place: Place }
  | { kind: 'section'; section: Section }
  | { kind: 'collection'; collection: CountedCollection }
  | { kind: 'search'; search: SavedSearch }
  | { kind: 'tag'; tag: string }
  | { kind: 'publication'; publication: string };

/** One line of the sidebar as it is shown now: branches that are closed hide what is below them. */
export interface Entry {
  id: string;
  subject: Subject;
  /** Places and sections are named where they are shown. */
  name: string;
  /** From 1. */
  level: number;
  /** Stories; `null` where they are not counted. */
  count: number | null;
  /** The line it stands below, or an empty string. */
  parent: string;
  /** `null` when nothing is below it. */
  isOpen: boolean | null;
  /** Its place among its siblings, from 1, and how many there are. */
  place: number;
  siblings: number;
}

export interface Library {
  overview: LibraryOverview | null;
  collections: readonly CountedCollection[];
  searches: readonly SavedSearch[];
}

/** A line with what is below it. */
interface Branch {
  id: string;
  subject: Subject;
  name: string;
  count: number | null;
  below: Branch[];
}

export const placeId = (place: Place): string => `place:${place}`;
export const sectionId = (section: Section): string => `section:${section}`;
export const collectionId = (uid: string): string => `collection:${uid}`;
export const searchId = (uid: string): string => `search:${uid}`;
export const tagId = (name: string): string => `tag:${name}`;

/** What a line shows when it is chosen; nothing for sections and saved searches. */
export function scopeOf(subject: Subject): Scope | null {
  switch (subject.kind) {
    case 'place':
      return { kind: subject.place };
    case 'collection':
      return { kind: 'collection', uid: subject.collection.uid };
    case 'tag':
      return { kind: 'tag', name: subject.tag };
    case 'publication':
      return { kind: 'publication', name: subject.publication };
    default:
      return null;
  }
}

function places(overview: LibraryOverview | null): Branch[] {
  const counts = { ...overview } as Partial<LibraryOverview>;
  return [...PLACES, 'trashed' as const].map((place) => ({
    id: placeId(place),
    subject: { kind: 'place', place },
    name: '',
    count: counts[place] ?? 0,
    below: [],
  }));
}

function collectionBranches(collections: readonly CountedCollection[]): Branch[] {
  const branches = new Map<string, Branch>();
  for (const collection of collections) {
    const { uid, name, count } = collection;
    branches.set(uid, { id: collectionId(uid), subject: { kind: 'collection', collection }, name, count, below: [] });
  }
  const top: Branch[] = [];
  for (const { uid, parentUid } of collections) {
    const branch = branches.get(uid);
    if (branch) (branches.get(parentUid ?? '')?.below ?? top).push(branch);
  }
  return top;
}

/** Tags nested by `/`. What they stand below is among them ({@link LibraryOverview.tags}). */
function tagBranches(tags: LibraryOverview['tags']): Branch[] {
  const branches = new Map<string, Branch>();
  const top: Branch[] = [];
  // Names sort so that `Sea!` stands between `Sea` and `Sea/Ferries`: parents are looked up.
  for (const { name, count } of tags) {
    const cut = name.lastIndexOf('/');
    const branch: Branch = { id: tagId(name), subject: { kind: 'tag', tag: name }, name: name.slice(cut + 1), count, below: [] };
    branches.set(name, branch);
    (branches.get(cut < 0 ? '' : name.slice(0, cut))?.below ?? top).push(branch);
  }
  return top;
}

function section(name: Section, below: Branch[]): Branch {
  return { id: sectionId(name), subject: { kind: 'section', section: name }, name: '', count: null, below };
}

/** What holds the words in its own name or in one below it. */
function holding(branches: readonly Branch[], words: string): Branch[] {
  const found: Branch[] = [];
  for (const branch of branches) {
    const below = holding(branch.below, words);
    const isFound = branch.name.toLowerCase().includes(words);
    if (isFound) found.push(branch);
    else if (below.length > 0) found.push({ ...branch, below });
  }
  return found;
}

/**
 * The sidebar's lines.
 * @param isOpen whether a branch shows what is below it
 * @param filter shows only what holds these words, all of it opened
 */
export function linesOf({ overview, collections, searches }: Library, isOpen: (id: string) => boolean, filter = ''): Entry[] {
  const sections = [
    section('collections', collectionBranches(collections)),
    section(
      'searches',
      searches.map((search) => ({
        id: searchId(search.uid),
        subject: { kind: 'search', search },
        name: search.name,
        count: null,
        below: [],
      })),
    ),
    section('tags', tagBranches(overview?.tags ?? [])),
    section(
      'publications',
      (overview?.publications ?? []).map(({ name, count }) => ({
        id: `publication:${name}`,
        subject: { kind: 'publication', publication: name },
        name,
        count,
        below: [],
      })),
    ),
  ].filter(({ id, below }) => below.length > 0 || id === sectionId('collections'));
  const words = filter.trim().toLowerCase();
  const top = words === '' ? [...places(overview), ...sections] : holding(sections, words);
  const lines: Entry[] = [];
  const add = (branches: readonly Branch[], level: number, parent: string) => {
    for (const [index, { id, subject, name, count, below }] of branches.entries()) {
      const open = below.length === 0 ? null : words !== '' || isOpen(id);
      lines.push({ id, subject, name, level, count, parent, isOpen: open, place: index + 1, siblings: branches.length });
      if (open === true) add(below, level + 1, id);
    }
  };
  add(top, 1, '');
  return lines;
}

/** The tag's own level, without what it stands below. */
export const leafOf = (tag: string): string => tag.slice(tag.lastIndexOf('/') + 1);

/** Whether a tag is another one or stands below it. */
export const isWithin = (tag: string, other: string): boolean => tag === other || tag.startsWith(`${other}/`);
