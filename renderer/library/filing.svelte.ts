import type { Meant } from '../exports/meant';
import type { ClippingForm } from '../../core/clipping';
import type { Scope } from '../../core/contract';
import { editSentence } from '../../core/edit-sentence';
import * as m from '../../core/messages/messages.js';
import { call } from '../api';
import { formatNumber } from '../format';
import type { Desk } from '../state/desk.svelte';
import type { StoryRow } from '../state/stories.svelte';
import { pathsOf } from './collection-paths';
import { Selection } from './selection.svelte';

/** What is being dragged inside the window. */
export type Dragged = { kind: 'stories'; uids: readonly string[] } | { kind: 'entry'; id: string };

/** Tags of the chosen stories are read from their rows; of more stories than this, all tags there are are offered. */
const MOST_READ = 500;

/** What is done with the stories that are chosen in the list, or with the open one: tags, stars, collections, the trash. */
export class Filing {
  readonly selection = new Selection();
  dragged = $state.raw<Dragged | null>(null);
  #working = $state.raw(0);

  constructor(private readonly desk: Desk) {}

  /** Whether an edit of the stories is under way. */
  get isWorking(): boolean {
    return this.#working > 0;
  }

  /** The stories a verb is about. */
  get chosen(): readonly string[] {
    const { uids } = this.selection;
    if (uids.size > 0) return [...uids];
    return this.desk.reading.uid === '' ? [] : [this.desk.reading.uid];
  }

  get isInTrash(): boolean {
    return this.desk.library.scope.kind === 'trashed';
  }

  /** Does something with the archive that can be undone, and says what was done as the history calls it. */
  async edit(work: () => Promise<unknown>): Promise<void> {
    const before = (await call('history.peek', {})).undo?.id ?? 0;
    this.#working += 1;
    try {
      await work();
    } finally {
      this.#working -= 1;
    }
    const { undo } = await call('history.peek', {});
    if (undo && undo.id !== before) this.desk.edited(editSentence(undo.label, formatNumber));
    else this.desk.toasts.done(m.edit_nothing());
  }

  /** Chooses every story of the list, seen or not. */
  async chooseAll(): Promise<void> {
    this.selection.all(await this.desk.stories.everything());
  }

  #rows(): StoryRow[] {
    return this.chosen
      .slice(0, MOST_READ)
      .map((uid) => this.desk.stories.rowOf(uid))
      .filter((row) => row !== undefined);
  }

  /** Whether the chosen stories have a star already, as far as is known. */
  get areStarred(): boolean {
    const rows = this.#rows();
    return rows.length > 0 && rows.every(({ starredAt }) => starredAt !== '');
  }

  get areRead(): boolean {
    const rows = this.#rows();
    return rows.length > 0 && rows.every(({ readAt }) => readAt !== '');
  }

  async #withChosen(work: (uids: string[]) => Promise<unknown>): Promise<void> {
    const uids = [...this.chosen];
    if (uids.length === 0) this.desk.toasts.done(m.reader_nothing_open());
    else await this.edit(() => work(uids));
  }

  /** Gives the chosen stories a star, or takes it when all have one. */
  star(): Promise<void> {
    const starred = !this.areStarred;
    return this.#withChosen((uids) => call('reading.star', { uids, starred }));
  }

  /** Marks the chosen stories as read, or as unread when all are read. */
  toggleRead(): Promise<void> {
    const read = !this.areRead;
    return this.#withChosen((uids) => call('reading.read', { uids, read }));
  }

  tag(name: string, uids: readonly string[] = this.chosen): Promise<void> {
    return this.edit(() => call('articles.tag', { uids: [...uids], add: [name] }));
  }

  untag(name: string): Promise<void> {
    return this.#withChosen((uids) => call('articles.tag', { uids, remove: [name] }));
  }

  collect(collection: string, uids: readonly string[] = this.chosen): Promise<void> {
    return this.edit(() => call('collections.add', { uid: collection, uids: [...uids] }));
  }

  /** Takes the chosen stories out of the collection that is shown. */
  async takeOut(): Promise<void> {
    const { scope } = this.desk.library;
    if (scope.kind !== 'collection') return;
    await this.#leave((uids) => call('collections.take', { uid: scope.uid, uids }));
  }

  /** Moves stories to the trash. The one that follows in the list is opened. */
  async trash(uids: readonly string[] = this.chosen): Promise<void> {
    await this.#leave((chosen) => call('trash.put', { uids: chosen }), uids);
  }

  async restore(): Promise<void> {
    await this.#leave((uids) => call('trash.restore', { uids }));
  }

  /** Takes everything out of the trash. */
  async restoreAll(): Promise<void> {
    const uids = await call('articles.uids', { query: '', scope: { kind: 'trashed' } });
    if (uids.length > 0) await this.edit(() => call('trash.restore', { uids }));
  }

  /** Does something by which stories leave the list that is shown, and opens what stands in their place. */
  async #leave(work: (uids: string[]) => Promise<unknown>, uids: readonly string[] = this.chosen): Promise<void> {
    if (uids.length === 0) return;
    const { stories, reading } = this.desk;
    const isOpenGone = uids.includes(reading.uid);
    const places = uids.slice(0, MOST_READ).map((uid) => stories.indexOf(uid));
    const place = Math.max(0, Math.min(...places.filter((index) => index >= 0)));
    await this.edit(() => work([...uids]));
    this.selection.clear();
    await stories.refresh();
    if (!isOpenGone) return;
    const next = await stories.ensure(Math.min(Number.isFinite(place) ? place : 0, stories.total - 1));
    if (next) await reading.open(next.uid);
    else reading.close();
  }

  /** Offers the archive's tags for the chosen stories, and to make one. */
  askTag(): void {
    if (this.chosen.length === 0) return;
    const { asking, library } = this.desk;
    const uids = this.chosen;
    asking.choice = {
      title: m.tag_add_title({ count: uids.length, number: formatNumber(uids.length) }),
      choices: (library.overview?.tags ?? []).map(({ name, count }) => ({ id: name, name, count })),
      choose: (name) => void this.desk.attempt(() => this.tag(name, uids)),
      make: { label: (name) => m.tag_make({ name }), run: (name) => void this.desk.attempt(() => this.tag(name, uids)) },
    };
  }

  /** Offers the tags that the chosen stories carry. */
  askUntag(): void {
    const rows = this.#rows();
    const all = this.desk.library.overview?.tags.map(({ name }) => name) ?? [];
    const names =
      rows.length === this.chosen.length ? rows.flatMap(({ tags }) => tags).filter((tag, index, tags) => tags.indexOf(tag) === index) : all;
    this.desk.asking.choice = {
      title: m.tag_remove_title({ count: this.chosen.length, number: formatNumber(this.chosen.length) }),
      choices: names.map((name) => ({ id: name, name })),
      choose: (name) => void this.desk.attempt(() => this.untag(name)),
    };
  }

  askCollection(): void {
    if (this.chosen.length === 0) return;
    const { asking, library } = this.desk;
    const uids = this.chosen;
    asking.choice = {
      title: m.collection_add_title({ count: uids.length, number: formatNumber(uids.length) }),
      choices: pathsOf(library.collections).map(({ uid, path, count }) => ({ id: uid, name: path, count })),
      choose: (uid) => void this.desk.attempt(() => this.collect(uid, uids)),
      make: {
        label: (name) => m.collection_make({ name }),
        run: (name) =>
          void this.desk.attempt(async () => {
            const { uid } = await call('collections.create', { name });
            await this.collect(uid, uids);
          }),
      },
    };
  }

  askEmptyTrash(): void {
    const { asking, library, toasts } = this.desk;
    const count = library.overview?.trashed ?? 0;
    asking.question = {
      title: m.trash_empty(),
      text: m.trash_empty_ask({ count, number: formatNumber(count) }),
      action: m.trash_empty_do(),
      run: () =>
        void this.desk.attempt(async () => {
          const { purged } = await call('trash.empty', {});
          toasts.done(m.trash_emptied({ count: purged, number: formatNumber(purged) }));
        }),
    };
  }

  /** Opens the chosen story in a window of its own. */
  async openWindow(): Promise<void> {
    const [uid] = this.chosen;
    if (uid !== undefined) await call('window.open', { uid });
  }

  /** Shows the pages of the chosen stories: of one alone, or of many as one document. */
  async print(): Promise<void> {
    this.desk.printing.what = await this.meant();
    this.desk.go('print');
  }

  /** Shows what the chosen stories can be written as. */
  async export(): Promise<void> {
    this.desk.goExport(await this.meant());
  }

  private async meant(): Promise<Meant> {
    const [uid, ...others] = this.chosen;
    if (uid === undefined || others.length > 0) return 'selection';
    if (uid !== this.desk.reading.uid) await this.desk.reading.open(uid);
    return 'story';
  }

  /** Copies where the chosen stories come from: one reference, or a bibliography in the order of its style. */
  async cite(): Promise<void> {
    const { chosen, desk } = this;
    if (chosen.length === 0) {
      desk.toasts.done(m.reader_nothing_open());
      return;
    }
    await desk.copying.copy({ kind: 'references', uids: chosen }, 'rich');
    desk.toasts.done(m.references_copied({ count: chosen.length, number: formatNumber(chosen.length) }));
  }

  /** Copies the one chosen story whole, with where it comes from. */
  async copyStory(form: ClippingForm): Promise<void> {
    const [uid] = this.chosen;
    if (uid !== undefined) await this.desk.copyClipping({ kind: 'story', uid }, form);
  }

  /** Whether stories can be dropped on a part of the library. */
  takes(scope: Scope | null): boolean {
    return scope !== null && ['tag', 'collection', 'trashed', 'starred'].includes(scope.kind);
  }

  /** Puts what is dragged onto a part of the library. */
  async drop(scope: Scope): Promise<void> {
    const { dragged } = this;
    this.dragged = null;
    if (dragged?.kind !== 'stories') return;
    if (scope.kind === 'tag') await this.tag(scope.name, dragged.uids);
    else if (scope.kind === 'collection') await this.collect(scope.uid, dragged.uids);
    else if (scope.kind === 'trashed') await this.trash(dragged.uids);
    else if (scope.kind === 'starred') await this.edit(() => call('reading.star', { uids: [...dragged.uids], starred: true }));
  }
}
