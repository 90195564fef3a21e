import type { Passage, PlacedAnnotation } from '../../core/annotation';
import type { Article, ArticleFields } from '../../core/article';
import { DEFAULT_HIGHLIGHT_COLOR, type HighlightColorId } from '../../core/highlight-colors';
import { matchesIn, wantedTexts, type Match } from '../../core/marking';
import type { CallOutput } from '../../core/contract';
import { parseQuery } from '../../core/query';
import type { SnippetPart } from '../../core/library';
import { markMatches } from '../../core/snippet';
import { toFailure, type Failure } from '../../core/reply';
import { keepInAddress } from '../address';
import { call } from '../api';
import { Aloud } from './aloud.svelte';
import { Finding } from './finding.svelte';
import { Progress } from './progress.svelte';

/** What is to be seen of the open story. */
export const TABS = ['story', 'original', 'details'] as const;
export type Tab = (typeof TABS)[number];

/** Notes on the whole story first, then in the order of the text; orphans last. */
function inOrder(annotations: readonly PlacedAnnotation[]): PlacedAnnotation[] {
  const at = ({ place, orphaned }: PlacedAnnotation) => place?.start ?? (orphaned ? Infinity : -1);
  return annotations.toSorted((a, b) => (at(a) === at(b) ? a.uid.localeCompare(b.uid) : at(a) - at(b)));
}

/** The story being read, its annotations, and the words that were searched for in it. */
export class Reading {
  #uid = $state.raw('');
  #article = $state.raw<Article | null>(null);
  #annotations = $state.raw<readonly PlacedAnnotation[]>([]);
  #failure = $state.raw<Failure | null>(null);
  #activeUid = $state.raw('');
  #query = $state.raw('');
  #hitIndex = $state.raw(-1);
  /** An annotation whose passage is to be brought into view as soon as its story stands in the page; empty when there is none. */
  sought = $state.raw('');
  #editsPart = $state.raw<'note' | 'tags'>('note');
  /** The passage the person has selected and may now mark. */
  selection = $state.raw<Passage | null>(null);

  /** What is to be seen of it. Opening a story shows its text. */
  tab = $state.raw<Tab>('story');
  readonly progress = new Progress();
  readonly aloud = new Aloud();
  readonly #text = $derived(this.#article?.text ?? '');
  readonly #language = $derived(this.#article?.language ?? '');
  readonly finding = new Finding(() => this.#text);

  readonly #wanted = $derived(wantedTexts(parseQuery(this.#query, { partial: true }).root));
  readonly #hits = $derived.by((): Match[] => matchesIn(this.#text, this.#wanted, this.#language));

  /** The story asked for; {@link article} follows as soon as it is read. Empty when there is none. */
  get uid(): string {
    return this.#uid;
  }
  get article(): Article | null {
    return this.#article;
  }
  get annotations(): readonly PlacedAnnotation[] {
    return this.#annotations;
  }
  get failure(): Failure | null {
    return this.#failure;
  }
  /** The annotation in hand, opened for editing; empty when there is none. */
  get activeUid(): string {
    return this.#activeUid;
  }
  /** The words of the selected passage. */
  get selectedText(): string {
    return this.selection ? this.#text.slice(this.selection.start, this.selection.end) : '';
  }
  get hits(): readonly Match[] {
    return this.#hits;
  }
  get hitIndex(): number {
    return this.#hitIndex;
  }

  /** Opens a story. Of several asked for in a row, the last one counts. */
  async open(uid: string): Promise<void> {
    if (uid === this.#uid && this.#article?.uid === uid) return;
    this.#uid = uid;
    this.#activeUid = '';
    this.selection = null;
    this.#hitIndex = -1;
    this.tab = 'story';
    this.finding.leave();
    this.aloud.stop();
    this.progress.end();
    keepInAddress(uid);
    await this.refresh();
  }

  close(): void {
    this.aloud.stop();
    this.progress.end();
    this.#uid = '';
    keepInAddress('');
    this.#article = null;
    this.#annotations = [];
    this.#failure = null;
  }

  /** Reads the open story again, as after a change elsewhere. */
  async refresh(): Promise<void> {
    const uid = this.#uid;
    if (uid === '') return;
    try {
      const { article, state, annotations } = await this.#read(uid);
      if (uid !== this.#uid) return;
      if (this.#article?.uid !== uid) this.progress.begin(uid, article.wordCount, state);
      this.#article = article;
      this.#annotations = inOrder(annotations);
      this.#failure = null;
    } catch (error) {
      if (uid === this.#uid) this.#failure = toFailure(error);
    }
  }

  /** Reads a story. One that is here already is not sent again unless its text changed. */
  async #read(uid: string): Promise<CallOutput<'articles.get'>> {
    const known = this.#article;
    if (known?.uid !== uid) return call('articles.get', { uid });
    const head = await call('articles.head', { uid });
    if (head.article.textHash !== known.textHash) return call('articles.get', { uid });
    return { ...head, article: { ...head.article, html: known.html, text: known.text } };
  }

  /** Marks in the story what a query finds. */
  seek(query: string): void {
    if (query !== this.#query) this.#hitIndex = -1;
    this.#query = query;
  }

  /** A line of the story, such as its headline, with what was searched for marked in it. */
  marked(line: string): SnippetPart[] {
    return markMatches(line, matchesIn(line, this.#wanted, this.#language));
  }

  /** Goes to the next or the previous hit. @returns whether there was one */
  step(by: 1 | -1): boolean {
    const last = this.#hits.length - 1;
    const next = this.#hitIndex < 0 ? (by > 0 ? 0 : last) : this.#hitIndex + by;
    if (next < 0 || next > last) return false;
    this.#hitIndex = next;
    return true;
  }

  /** Changes fields of a story, or all its tags. The story is named: by the time a field is left, another may be open. */
  async edit(uid: string, change: { fields?: Partial<ArticleFields>; tags?: string[] }): Promise<void> {
    const { article } = await call('articles.edit', { uid, ...change });
    if (article.uid === this.#uid) this.#article = article;
  }

  /** Which field of the annotation in hand has the keyboard first. */
  get editsPart(): 'note' | 'tags' {
    return this.#editsPart;
  }

  /** Takes an annotation in hand; an empty string lays it down. */
  activate(uid: string, part: 'note' | 'tags' = 'note'): void {
    this.#editsPart = part;
    this.#activeUid = uid;
  }

  /** Takes the next or the previous annotation in hand, round the ends. */
  activateBeside(by: 1 | -1): void {
    const all = this.#annotations;
    const at = all.findIndex(({ uid }) => uid === this.#activeUid);
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length];
    if (next) this.activate(next.uid);
  }

  /** Marks the selected passage. @returns the new annotation, or `null` when nothing is selected */
  async mark(color: HighlightColorId = DEFAULT_HIGHLIGHT_COLOR): Promise<PlacedAnnotation | null> {
    const { selection } = this;
    if (!selection || !this.#article) return null;
    this.selection = null;
    const made = await call('annotations.create', { articleUid: this.#article.uid, start: selection.start, end: selection.end, color });
    this.#put(made);
    return made;
  }

  /** Begins a note on the whole story, and takes it in hand. */
  async noteStory(): Promise<void> {
    if (!this.#article) return;
    const made = await call('annotations.create', { articleUid: this.#article.uid, color: DEFAULT_HIGHLIGHT_COLOR });
    this.#put(made);
    this.activate(made.uid);
  }

  /** Gives an annotation another passage. Those of other stories are changed as well, but stand nowhere here. */
  async move(uid: string, { start, end }: Passage): Promise<void> {
    this.#put(await call('annotations.move', { uid, start, end }));
  }

  async update(uid: string, change: { color?: HighlightColorId; note?: string; tags?: string[] }): Promise<void> {
    this.#put(await call('annotations.update', { uid, ...change }));
  }

  async remove(uid: string): Promise<void> {
    await call('annotations.remove', { uid });
    this.#annotations = this.#annotations.filter((annotation) => annotation.uid !== uid);
    if (this.#activeUid === uid) this.#activeUid = '';
  }

  #put(annotation: PlacedAnnotation): void {
    if (annotation.articleUid !== this.#uid) return;
    this.#annotations = inOrder([...this.#annotations.filter(({ uid }) => uid !== annotation.uid), annotation]);
  }
}
