import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import { EVERY_ANNOTATION, type AnnotationFilter, type AnnotationList, type ListedAnnotation } from '../../core/annotation-list';
import type { HighlightColorId } from '../../core/highlight-colors';
import { toFailure, type Failure } from '../../core/reply';
import { call } from '../api';

/** Rows fetched at once. */
const PAGE_SIZE = 60;
/** Fetched at once when all of them are wanted. */
const BATCH = 1_000;

const input = ({ colors, tags, ...filter }: AnnotationFilter) => ({ ...filter, colors: [...colors], tags: [...tags] });

/** Every highlight and note of the archive, narrowed as the person likes. Rows come page by page, as they are scrolled to. */
export class Notes {
  #query = $state.raw('');
  #filter = $state.raw<AnnotationFilter>(EVERY_ANNOTATION);
  #answer = $state.raw<Omit<AnnotationList, 'items'> | null>(null);
  #orphans = $state.raw(0);
  #failure = $state.raw<Failure | null>(null);
  /** Grows with every other list, so that the view knows to scroll back up. */
  #edition = $state.raw(0);
  readonly #pages = new SvelteMap<number, readonly ListedAnnotation[]>();
  readonly #underway = new SvelteSet<number>();
  #turn = 0;

  /** Where the keyboard stands in the list. */
  cursor = $state.raw(0);

  get query(): string {
    return this.#query;
  }
  get filter(): AnnotationFilter {
    return this.#filter;
  }
  /** Counts of the list; `null` until it was read. */
  get answer(): Omit<AnnotationList, 'items'> | null {
    return this.#answer;
  }
  get total(): number {
    return this.#answer?.total ?? 0;
  }
  /** How many have lost their passage, whatever the list is narrowed to. */
  get orphans(): number {
    return this.#orphans;
  }
  get failure(): Failure | null {
    return this.#failure;
  }
  get edition(): number {
    return this.#edition;
  }
  get isNarrowed(): boolean {
    const { colors, tags, publication, from, to, kind } = this.#filter;
    return this.#query.trim() !== '' || colors.length > 0 || tags.length > 0 || publication + from + to !== '' || kind !== 'all';
  }

  /** The annotation of a line, or `undefined` while it is on its way. */
  row(index: number): ListedAnnotation | undefined {
    return this.#pages.get(Math.floor(index / PAGE_SIZE))?.[index % PAGE_SIZE];
  }

  /** Fetches what is not there of some lines. */
  need(first: number, last: number): void {
    const pages = Array.from({ length: Math.floor(last / PAGE_SIZE) - Math.floor(first / PAGE_SIZE) + 1 }, (_, step) => step);
    for (const step of pages) void this.#fetchInto(Math.floor(first / PAGE_SIZE) + step);
  }

  /** Narrows the list in another way. */
  narrow(change: Partial<AnnotationFilter> & { query?: string }): Promise<void> {
    const { query = this.#query, ...filter } = change;
    this.#query = query;
    this.#filter = { ...this.#filter, ...filter };
    this.cursor = 0;
    return this.#read(true);
  }

  /** Shows all again, in the order it was. */
  widen(): Promise<void> {
    return this.narrow({ ...EVERY_ANNOTATION, sort: this.#filter.sort, query: '' });
  }

  toggleColor(color: HighlightColorId): Promise<void> {
    const { colors } = this.#filter;
    return this.narrow({ colors: colors.includes(color) ? colors.filter((one) => one !== color) : [...colors, color] });
  }

  /** Reads the list again, as after a change. */
  refresh(): Promise<void> {
    return this.#read(false);
  }

  /** Every annotation of the list, however long it is. */
  async all(): Promise<ListedAnnotation[]> {
    const found: ListedAnnotation[] = [];
    for (;;) {
      const { items } = await call('annotations.list', this.#request(BATCH, found.length));
      found.push(...items);
      if (items.length < BATCH) return found;
    }
  }

  #request(limit: number, offset: number) {
    return { ...input(this.#filter), query: this.#query, limit, offset };
  }

  async #read(isNew: boolean): Promise<void> {
    const turn = (this.#turn += 1);
    try {
      const page = isNew ? 0 : Math.floor(this.cursor / PAGE_SIZE);
      const [{ items, ...answer }, lost] = await Promise.all([
        call('annotations.list', this.#request(PAGE_SIZE, page * PAGE_SIZE)),
        call('annotations.list', { kind: 'orphaned', limit: 1, offset: 0 }),
      ]);
      if (turn !== this.#turn) return;
      this.#pages.clear();
      this.#underway.clear();
      this.#pages.set(page, items);
      this.#answer = answer;
      this.#orphans = lost.total;
      this.#failure = null;
      this.cursor = Math.max(0, Math.min(this.cursor, answer.total - 1));
      if (isNew) this.#edition += 1;
    } catch (error) {
      if (turn === this.#turn) this.#failure = toFailure(error);
    }
  }

  async #fetchInto(page: number): Promise<void> {
    if (page < 0 || page * PAGE_SIZE >= this.total || this.#pages.has(page) || this.#underway.has(page)) return;
    const turn = this.#turn;
    this.#underway.add(page);
    try {
      const { items } = await call('annotations.list', this.#request(PAGE_SIZE, page * PAGE_SIZE));
      if (turn === this.#turn) this.#pages.set(page, items);
    } catch (error) {
      this.#failure = toFailure(error);
    } finally {
      if (turn === this.#turn) this.#underway.delete(page);
    }
  }
}
