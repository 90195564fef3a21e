import type { CountedCollection, SavedSearch } from '../../core/collection';
import * as m from '../../core/messages/messages.js';
import { call } from '../api';
import type { Desk } from '../state/desk.svelte';
import { pathsOf } from './collection-paths';
import { collectionId, isWithin, leafOf, placeId, sectionId, tagId, type Entry, type Subject } from './tree';

/** Where something is dropped, seen from the line it is dropped on. */
export type DropSpot = 'before' | 'into' | 'after';

/** What is done with the parts of the library themselves: names, order, nesting. */
export class Shelving {
  /** The line that has the keyboard. */
  active = $state.raw(placeId('all'));
  /** The line whose name is being typed, or an empty string. */
  naming = $state.raw('');

  constructor(private readonly desk: Desk) {}

  /** Makes an empty collection and lets its name be typed. */
  async makeCollection(parentUid: string | null): Promise<void> {
    const { filing, library } = this.desk;
    let uid = '';
    await filing.edit(async () => {
      ({ uid } = await call('collections.create', { name: m.collection_make_new(), parentUid }));
    });
    await library.load();
    if (this.desk.habits.isTurned(sectionId('collections'))) this.desk.habits.turn(sectionId('collections'));
    this.naming = collectionId(uid);
    this.active = this.naming;
  }

  /** What is typed as the name of a line: of a tag, everything it stands below as well. */
  nameOf({ subject, name }: Entry): string {
    return subject.kind === 'tag' ? subject.tag : name;
  }

  /** Gives a line the name that was typed. */
  async rename(entry: Entry, typed: string): Promise<void> {
    this.naming = '';
    const to = typed.trim();
    const { subject } = entry;
    if (to === '' || to === this.nameOf(entry)) return;
    if (subject.kind === 'tag') await this.#moveTag(subject.tag, to);
    else
      await this.desk.filing.edit(async () => {
        if (subject.kind === 'collection') await call('collections.rename', { uid: subject.collection.uid, name: to });
        if (subject.kind === 'search') await call('searches.saved.change', { uid: subject.search.uid, name: to });
        if (subject.kind === 'publication') await call('publications.rename', { from: subject.publication, to });
      });
    if (subject.kind === 'publication') await this.#follow('publication', subject.publication, to);
  }

  /** Takes a tag, collection or saved search away; the stories stay. */
  async remove(subject: Subject): Promise<void> {
    await this.desk.filing.edit(async () => {
      if (subject.kind === 'tag') await call('tags.delete', { name: subject.tag });
      if (subject.kind === 'collection') await call('collections.delete', { uid: subject.collection.uid });
      if (subject.kind === 'search') await call('searches.saved.delete', { uid: subject.search.uid });
    });
  }

  /** Moves a collection or saved search up or down among its siblings. */
  async shift(subject: Subject, by: 1 | -1): Promise<void> {
    if (subject.kind === 'collection') {
      const { uid, parentUid } = subject.collection;
      const index = this.#children(parentUid).findIndex((sibling) => sibling.uid === uid) + by;
      if (index >= 0) await this.#place(subject.collection, parentUid, index);
    }
    if (subject.kind === 'search') await this.#placeSearch(subject.search, this.#searchIndex(subject.search) + by);
  }

  /** What may be done with `moved` where it is dropped on `target`. */
  spotsOf(moved: Subject, target: Subject): readonly DropSpot[] {
    if (moved.kind === 'tag') {
      if (target.kind === 'section') return target.section === 'tags' && moved.tag.includes('/') ? ['into'] : [];
      return target.kind === 'tag' && !isWithin(target.tag, moved.tag) ? ['into'] : [];
    }
    if (moved.kind === 'collection') {
      if (target.kind === 'section') return target.section === 'collections' ? ['into'] : [];
      return target.kind === 'collection' && !this.#isBelow(target.collection, moved.collection) ? ['before', 'into', 'after'] : [];
    }
    if (moved.kind === 'search') return target.kind === 'search' && target.search.uid !== moved.search.uid ? ['before', 'after'] : [];
    return [];
  }

  /** Puts one part of the library beside or into another. */
  async put(moved: Subject, target: Subject, spot: DropSpot): Promise<void> {
    if (moved.kind === 'tag') await this.nest(moved.tag, target.kind === 'tag' ? target.tag : '');
    else if (moved.kind === 'collection' && target.kind === 'collection' && spot !== 'into') {
      const { parentUid, uid } = target.collection;
      const others = this.#children(parentUid).filter((sibling) => sibling.uid !== moved.collection.uid);
      await this.#place(moved.collection, parentUid, others.findIndex((sibling) => sibling.uid === uid) + (spot === 'after' ? 1 : 0));
    } else if (moved.kind === 'collection') {
      const parent = target.kind === 'collection' ? target.collection.uid : null;
      await this.#place(moved.collection, parent, this.#children(parent).length);
    } else if (moved.kind === 'search' && target.kind === 'search') {
      const others = this.desk.library.searches.filter(({ uid }) => uid !== moved.search.uid);
      await this.#placeSearch(moved.search, others.findIndex(({ uid }) => uid === target.search.uid) + (spot === 'after' ? 1 : 0));
    }
  }

  /** Puts a tag below another one, or at the top where that is empty. */
  nest(tag: string, below: string): Promise<void> {
    return this.#moveTag(tag, below === '' ? leafOf(tag) : `${below}/${leafOf(tag)}`);
  }

  /** Gives everything that carries a tag another one that is chosen. */
  askMergeTag(tag: string): void {
    this.#ask(
      m.tag_merge_title({ name: tag }),
      this.#tags().filter(({ name }) => !isWithin(name, tag)),
      (into) => this.#moveTag(tag, into),
    );
  }

  askNestTag(tag: string): void {
    const choices = this.#tags().filter(({ name }) => !isWithin(name, tag));
    this.#ask(m.tag_nest_title({ name: tag }), [{ id: '', name: m.move_to_top() }, ...choices], (below) => this.nest(tag, below));
  }

  askMergePublication(publication: string): void {
    const choices = (this.desk.library.overview?.publications ?? []).filter(({ name }) => name !== publication);
    this.#ask(
      m.publication_merge_title({ name: publication }),
      choices.map(({ name, count }) => ({ id: name, name, count })),
      async (into) => {
        await this.desk.filing.edit(() => call('publications.merge', { from: publication, into }));
        await this.#follow('publication', publication, into);
      },
    );
  }

  askMoveCollection(collection: CountedCollection): void {
    const choices = pathsOf(this.desk.library.collections).filter((other) => !this.#isBelow(other, collection));
    this.#ask(
      m.collection_move_title({ name: collection.name }),
      [{ id: '', name: m.move_to_top() }, ...choices.map(({ uid, path, count }) => ({ id: uid, name: path, count }))],
      (uid) => this.#place(collection, uid === '' ? null : uid, this.#children(uid === '' ? null : uid).length),
    );
  }

  /** Lets a saved search find what is in the search field now. */
  change(search: SavedSearch): Promise<void> {
    return this.desk.filing.edit(() => call('searches.saved.change', { uid: search.uid, query: this.desk.query.trim() }));
  }

  #ask(title: string, choices: readonly { id: string; name: string; count?: number }[], run: (id: string) => Promise<unknown>): void {
    this.desk.asking.choice = { title, choices, choose: (id) => void this.desk.attempt(() => run(id)) };
  }

  #tags() {
    return (this.desk.library.overview?.tags ?? []).map(({ name, count }) => ({ id: name, name, count }));
  }

  /** Renames a tag, or merges it where there is one of that name. */
  async #moveTag(from: string, to: string): Promise<void> {
    if (from === to) return;
    const isThere = this.#tags().some(({ name }) => name === to);
    await this.desk.filing.edit(() => (isThere ? call('tags.merge', { from, into: to }) : call('tags.rename', { from, to })));
    if (this.active === tagId(from)) this.active = tagId(to);
    await this.#follow('tag', from, to);
  }

  /** What was shown under its old name is shown under the new one. */
  async #follow(kind: 'tag' | 'publication', from: string, to: string): Promise<void> {
    const { desk } = this;
    const { scope } = desk.stories.request;
    if (scope.kind !== kind || !isWithin(scope.name, from)) return;
    await desk.choose({ kind, name: `${to}${scope.name.slice(from.length)}` });
  }

  #children(parentUid: string | null): CountedCollection[] {
    return this.desk.library.collections.filter((collection) => collection.parentUid === parentUid);
  }

  /** Whether a collection is another one or stands below it. */
  #isBelow(collection: CountedCollection, other: CountedCollection): boolean {
    const { collections } = this.desk.library;
    for (let at: CountedCollection | undefined = collection; at;) {
      const { uid, parentUid }: CountedCollection = at;
      if (uid === other.uid) return true;
      at = collections.find((candidate) => candidate.uid === parentUid);
    }
    return false;
  }

  #place({ uid }: CountedCollection, parentUid: string | null, index: number): Promise<void> {
    return this.desk.filing.edit(() => call('collections.move', { uid, parentUid, index }));
  }

  #searchIndex({ uid }: SavedSearch): number {
    return this.desk.library.searches.findIndex((search) => search.uid === uid);
  }

  async #placeSearch({ uid }: SavedSearch, index: number): Promise<void> {
    if (index >= 0) await this.desk.filing.edit(() => call('searches.saved.move', { uid, index }));
  }
}
