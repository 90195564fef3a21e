import * as m from '../../core/messages/messages.js';
import type { Entry, Place, Section } from './tree';

const PLACES: Record<Place, () => string> = {
  all: m.sidebar_all,
  unread: m.sidebar_unread,
  starred: m.sidebar_starred,
  annotated: m.sidebar_annotated,
  trashed: m.sidebar_trash,
};
const SECTIONS: Record<Section, () => string> = {
  collections: m.sidebar_collections,
  searches: m.sidebar_searches,
  tags: m.sidebar_tags,
  publications: m.sidebar_publications,
};

/** What a line of the sidebar is called. */
export function entryName({ subject, name }: Entry): string {
  if (subject.kind === 'place') return PLACES[subject.place]();
  return subject.kind === 'section' ? SECTIONS[subject.section]() : name;
}
