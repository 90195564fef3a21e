import { describe, expect, it } from 'vitest';
import type { CountedCollection } from '../../../core/collection';
import type { LibraryOverview } from '../../../core/library';
import { linesOf, type Library } from '../../../renderer/library/tree';

const collection = (uid: string, parentUid: string | null): CountedCollection => ({
  uid,
  parentUid,
  position: 0,
  name: uid.toUpperCase(),
  createdAt: '',
  count: 1,
});

function aLibrary(tags: string[] = [], collections: CountedCollection[] = []): Library {
  const counts = { all: 9, annotated: 0, starred: 0, unread: 9, trashed: 0 };
  const overview: LibraryOverview = { ...counts, tags: tags.map((name) => ({ name, count: 1 })), publications: [] };
  return { overview, collections, searches: [] };
}

const shown = (library: Library, isOpen: (id: string) => boolean = () => true, filter = '') =>
  linesOf(library, isOpen, filter)
    .filter(({ subject }) => subject.kind !== 'place')
    .map(({ id, level }) => `${'-'.repeat(level)} ${id}`);

describe('the lines of the sidebar', () => {
  it('nests tags by their slashes, also where names in between sort otherwise', () => {
    expect(shown(aLibrary(['Sea', 'Sea!', 'Sea/Cod', 'Sea/Cod/Atlantic']))).toEqual([
      '- section:collections',
      '- section:tags',
      '-- tag:Sea',
      '--- tag:Sea/Cod',
      '---- tag:Sea/Cod/Atlantic',
      '-- tag:Sea!',
    ]);
  });

  it('nests collections, whichever comes first', () => {
    expect(shown(aLibrary([], [collection('b', 'a'), collection('a', null), collection('c', 'b')]))).toEqual([
      '- section:collections',
      '-- collection:a',
      '--- collection:b',
      '---- collection:c',
    ]);
  });

  it('leaves out what is below a closed branch', () => {
    expect(shown(aLibrary(['Sea', 'Sea/Cod']), (id) => id !== 'tag:Sea')).toEqual([
      '- section:collections',
      '- section:tags',
      '-- tag:Sea',
    ]);
  });

  it('shows what a filter finds with what it stands below, opened', () => {
    expect(shown(aLibrary(['Land', 'Sea', 'Sea/Cod']), () => false, 'cod')).toEqual(['- section:tags', '-- tag:Sea', '--- tag:Sea/Cod']);
  });

  it('tells each line its place among its siblings', () => {
    const [first] = linesOf(aLibrary(['a', 'b']), () => true).filter(({ subject }) => subject.kind === 'tag');
    expect(first).toMatchObject({ place: 1, siblings: 2, parent: 'section:tags' });
  });
});
