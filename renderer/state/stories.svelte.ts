import { SvelteMap } from 'svelte/reactivity';
import type { ArticleSummary } from '../../core/article';
import type { Scope } from '../../core/contract';
import type { SearchHit, SnippetPart } from '../../core/library';
import type { Sort } from '../../core/query-language';
import { toFailure, type Failure } from '../../core/reply';
import { call } from '../api';

/** One line of the story list, whether it was listed or found. */
export interface StoryRow {
  uid: string;
  headline: SnippetPart[];
  snippet: SnippetPart[];
  publication: string;
  published: string;
  language: string;
  tags: string[];
  annotationCount: number;
  /** Times; empty for never. */
  readAt: string;
  starredAt: string;
}

/** What the list shows. An empty query lists everything in the scope. */
export interface ListRequest {
  query: string;
  scope: Scope;
  /** Left out: as such a list is ordered. */
  sort?: Sort;
}

interface Page {
  rows: StoryRow[];
  total: number;
  /** There are more than `total`. */
  atLeast: boolean;
  ignored: string[];
  didYouMean: string;
  /** What a search took in the archive; 0 for a list. */
  milliseconds: number;
}

/** Rows fetched at once: two or three screens. Marking a row costs time, and the first page comes with every keystroke. */
const PAGE_SIZE = 24;
/** Milliseconds without another list before the exact number of the stories found is asked for. */
const PAUSE = 150;
/** Pages kept, at most: a million rows must not fill the memory as they pass by. */
const KEPT_PAGES = 200;

const plain = (text: string): SnippetPart[] => [{ text, hit: false }];

const listed = ({ headline, excerpt, ...rest }: ArticleSummary): StoryRow => ({
  ...rest,
  headline: plain(headline),
  snippet: plain(excerpt),
});
const found = (hit: SearchHit): StoryRow => hit;

async function fetchPage({ query, ...list }: ListRequest, offset: number): Promise<Page> {
  const page = { ...list, limit: PAGE_SIZE, offset };
  if (query.trim() === '') {
    const { items, total } = await call('articles.list', page);
    return { rows: items.map(listed), total, atLeast: false, ignored: [], didYouMean: '', milliseconds: 0 };
  }
  const { hits, ...answer } = await call('search.run', { query, partial: true, ...page });
  return { rows: hits.map(found), ...answer };
}

/** Numbers of the pages that hold the rows from `first` to `last`. */
function pagesOf({ first, last }: { first: number; last: number }): number[] {
  const from = Math.floor(first / PAGE_SIZE);
  return Array.from({ length: Math.floor(last / PAGE_SIZE) - from + 1 }, (_, step) => from + step);
}

/** The story list: rows come page by page, as they are scrolled to. */
export class Stories {
  #request = $state.raw<ListRequest>({ query: '', scope: { kind: 'all' } });
  #status = $state.raw<'loading' | 'ready' | 'failed'>('loading');
  #failure = $state.raw<Failure | null>(null);
  #total = $state.raw(0);
  #atLeast = $state.raw(false);
  #ignored = $state.raw<readonly string[]>([]);
  #didYouMean = $state.raw('');
  #milliseconds = $state.raw(0);
  /** Grows with every new list, so that the view knows to scroll back up. */
  #edition = $state.raw(0);
  readonly #pages = new SvelteMap<number, readonly StoryRow[]>();
  /** The rows last asked for: about those in view. */
  #seen = { first: 0, last: 0 };
  /** Where stories stood when they were last looked for, for those whose page is no longer kept. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- it follows from the pages, which are watched
  readonly #known = new Map<string, number>();
  #isFilling = false;
  /** Grows with every reading of the list, so that rows of an older one are left aside. */
  #version = 0;
  /** While a first page is on its way, what is wanted next waits, and only the newest of it is fetched. */
  #work: Promise<void> | null = null;
  #wanted: ListRequest | null = null;

  get request(): ListRequest {
    return this.#request;
  }
  get status() {
    return this.#status;
  }
  get failure(): Failure | null {
    return this.#failure;
  }
  get total(): number {
    return this.#total;
  }
  /** Whether there are more than {@link total}; the exact number comes a moment later. */
  get atLeast(): boolean {
    return this.#atLeast;
  }
  /** A query that would find something, or an empty string. */
  get didYouMean(): string {
    return this.#didYouMean;
  }
  /** What the search took in the archive; 0 for a list. */
  get milliseconds(): number {
    return this.#milliseconds;
  }
  /** Parts of the query that mean nothing here. */
  get ignored(): readonly string[] {
    return this.#ignored;
  }
  get edition(): number {
    return this.#edition;
  }

  /** The row at an index, or `undefined` while it is on its way. */
  row(index: number): StoryRow | undefined {
    return this.#pages.get(Math.floor(index / PAGE_SIZE))?.[index % PAGE_SIZE];
  }

  /** Where a story stands, as far as the rows fetched so far tell, or -1. */
  indexOf(uid: string): number {
    const known = this.#known.get(uid);
    if (known !== undefined && (this.row(known)?.uid ?? uid) === uid) return known;
    for (const [page, rows] of this.#pages) {
      const index = rows.findIndex((row) => row.uid === uid);
      if (index < 0) continue;
      this.#known.set(uid, page * PAGE_SIZE + index);
      return page * PAGE_SIZE + index;
    }
    return -1;
  }

  /** The row of a story, if it was fetched. */
  rowOf(uid: string): StoryRow | undefined {
    const index = this.indexOf(uid);
    return index < 0 ? undefined : this.row(index);
  }

  /** Shows another list. The old rows stay until the new ones are here, so that typing does not flicker. */
  show(request: ListRequest): Promise<void> {
    this.#wanted = request;
    this.#work ??= this.#takeAll().finally(() => (this.#work = null));
    return this.#work;
  }

  /** Waits until what was last asked for is shown. */
  async settled(): Promise<void> {
    await this.#work;
  }

  /** Reads the list again after the archive changed. */
  refresh(): Promise<void> {
    return this.show(this.#wanted ?? this.#request);
  }

  /** Fetches the rows from `first` to `last` where they are missing. While some are on their way, only the last ones asked for wait. */
  async need(first: number, last: number): Promise<void> {
    this.#seen = { first: Math.max(0, first), last: Math.max(0, Math.min(this.#total - 1, last)) };
    if (this.#isFilling) return;
    this.#isFilling = true;
    try {
      for (let missing = this.#missing(); missing.length > 0; missing = this.#missing()) {
        await Promise.all(missing.map((page) => this.#fetchInto(page)));
        if (this.#status === 'failed') break;
      }
    } finally {
      this.#isFilling = false;
    }
  }

  /** The row at an index, fetched if it is not there; `undefined` when there is none. */
  async ensure(index: number): Promise<StoryRow | undefined> {
    if (index < 0 || index >= this.#total) return undefined;
    if (!this.row(index)) await this.#fetchInto(Math.floor(index / PAGE_SIZE));
    return this.row(index);
  }

  /** The uids of the stories from one place to another. */
  async between(first: number, last: number): Promise<readonly string[]> {
    const rows = Array.from({ length: Math.min(last - first + 1, KEPT_PAGES * PAGE_SIZE) }, (_, step) => this.row(first + step));
    if (rows.length === last - first + 1 && rows.every((row) => row !== undefined)) return rows.map(({ uid }) => uid);
    return call('articles.uids', { ...this.#request, partial: true, offset: first, limit: last - first + 1 });
  }

  /** The uids of all stories in the list, in no order. */
  everything(): Promise<readonly string[]> {
    const { query, scope } = this.#request;
    return call('articles.uids', { query, scope, partial: true });
  }

  #missing(): number[] {
    return pagesOf(this.#seen).filter((page) => page * PAGE_SIZE < this.#total && !this.#pages.has(page));
  }

  async #takeAll(): Promise<void> {
    while (this.#wanted) {
      const next: ListRequest = this.#wanted;
      this.#wanted = null;
      await this.#take(next);
    }
  }

  async #take(request: ListRequest): Promise<void> {
    const isNew = JSON.stringify(request) !== JSON.stringify(this.#request);
    // The same list read again keeps its place: what is in view comes along with the top.
    if (isNew) this.#seen = { first: 0, last: 0 };
    const pages = isNew ? [0] : [0, ...pagesOf(this.#seen).filter((page) => page !== 0)];
    try {
      const [top, ...others] = await Promise.all(pages.map((page) => fetchPage(request, page * PAGE_SIZE)));
      if (!top) return;
      this.#request = request;
      this.#version += 1;
      this.#pages.clear();
      this.#known.clear();
      [top, ...others].forEach(({ rows }, index) => this.#pages.set(pages[index] ?? 0, rows));
      this.#total = top.total;
      this.#atLeast = top.atLeast;
      this.#ignored = top.ignored;
      this.#didYouMean = top.didYouMean;
      this.#milliseconds = top.milliseconds;
      if (top.atLeast) void this.#countAll(request);
      this.#status = 'ready';
      this.#failure = null;
      if (isNew) this.#edition += 1;
    } catch (error) {
      this.#fail(error);
    }
  }

  /** The exact number, once the first page is shown. The number shown before stays when that fails. */
  async #countAll(request: ListRequest): Promise<void> {
    // Counting may take as long as several searches, and they are answered one after the other: the next keystroke goes first.
    await new Promise((done) => setTimeout(done, PAUSE));
    if (request !== this.#request) return;
    const total = await call('search.count', { query: request.query, partial: true, scope: request.scope }).catch(() => null);
    if (total === null || request !== this.#request) return;
    this.#total = total;
    this.#atLeast = false;
  }

  async #fetchInto(page: number): Promise<void> {
    const request = this.#request;
    const edition = this.#version;
    try {
      const { rows } = await fetchPage(request, page * PAGE_SIZE);
      if (edition !== this.#version) return;
      this.#pages.set(page, rows);
      const [oldest] = this.#pages.keys();
      if (this.#pages.size > KEPT_PAGES && oldest !== undefined) this.#pages.delete(oldest);
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.#status = 'failed';
    this.#failure = toFailure(error);
  }
}
