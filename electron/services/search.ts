import { EVERY_ANNOTATION, type AnnotationFilter, type AnnotationList, type ListedAnnotation } from '../../core/annotation-list';
import type { Scope } from '../../core/contract';
import type { AnnotationHit, BareHit, Facets, SearchAnswer, SearchHit, Suggestion, Timeline, TimelineUnit } from '../../core/library';
import { parseQuery, type QueryOptions } from '../../core/query';
import { OPERATORS, operatorNamed, type Sort } from '../../core/query-language';
import { operatorText, wordBeingTyped } from '../../core/query-parts';
import { correctable } from '../../core/query-words';
import { storiesLinkedFrom } from '../../core/story-link';
import type { FoundPage, Page, ReadStore } from '../../db/store';

export interface SearchRequest extends Page, QueryOptions {
  query: string;
  scope: Scope;
  /** Unless the query names one itself. */
  sort?: Sort | undefined;
}

type Question = Omit<SearchRequest, keyof Page>;

const parse = ({ query, partial = false, any = false, sort }: Question) => {
  const parsed = parseQuery(query, { partial, any });
  return sort === undefined ? parsed : { ...parsed, sort: parsed.sort ?? sort };
};

/** Never fails on a query: what cannot be searched for is named in `ignored`. */
export async function search(store: ReadStore, { limit, offset, ...question }: SearchRequest): Promise<SearchAnswer> {
  const started = performance.now();
  const query = parse(question);
  const found = await store.search.run(query, question.scope, { limit, offset });
  const milliseconds = performance.now() - started;
  const didYouMean = found.total === 0 ? await correctedQuery(store, question) : '';
  return { ...found, milliseconds, didYouMean };
}

/** As {@link search}, for programs that need neither headlines nor snippets. */
export async function searchBare(
  store: ReadStore,
  { limit, offset, ...question }: SearchRequest,
): Promise<{ hits: BareHit[]; total: number; milliseconds: number }> {
  const started = performance.now();
  const { hits, total } = await store.search.bare(parse(question), question.scope, { limit, offset });
  return { hits, total, milliseconds: performance.now() - started };
}

/** The uids of a stretch of a list or of what a search finds; of the whole in no order. */
export function listUids(store: ReadStore, { limit, offset, ...question }: SearchRequest): Promise<string[]> {
  return store.search.uids(parse(question), question.scope, { limit, offset });
}

/** How many stories match, exactly. */
export function countFound(store: ReadStore, question: Question): Promise<number> {
  return store.search.count(parse(question), question.scope);
}

/** How the stories found fall into publications, tags, years and languages. */
export function facets(store: ReadStore, question: Question): Promise<Facets> {
  return store.search.facets(parse(question), question.scope);
}

/** How the stories found spread over time. */
export function timeline(store: ReadStore, unit: TimelineUnit, question: Question): Promise<Timeline> {
  return store.search.timeline(parse(question), question.scope, unit);
}

/** Searches annotations instead of stories, with the same language. */
export function searchAnnotations(
  store: ReadStore,
  { limit, offset, ...question }: Omit<SearchRequest, 'scope'>,
): Promise<FoundPage<AnnotationHit>> {
  return store.search.annotations(parse({ ...question, scope: { kind: 'all' } }), { limit, offset });
}

/** All annotations of the archive that a query finds, narrowed and in order. */
export function listAnnotations(
  store: ReadStore,
  { query, limit, offset, ...filter }: AnnotationFilter & Page & { query: string },
): Promise<AnnotationList> {
  return store.search.listAnnotations(parseQuery(query), filter, { limit, offset });
}

/** More notes than people write on one story. */
const MOST_LINKED = 1_000;

/** Annotations whose notes link to a story, the newest first. */
export async function linkedTo(store: ReadStore, uid: string): Promise<ListedAnnotation[]> {
  // The index finds the notes that hold the identifier as a word; some may hold it without a link.
  const { items } = await listAnnotations(store, { ...EVERY_ANNOTATION, query: `note:${uid}`, limit: MOST_LINKED, offset: 0 });
  return items.filter(({ note }) => storiesLinkedFrom(note).includes(uid));
}

export function related(store: ReadStore, uid: string, limit: number): Promise<SearchHit[]> {
  return store.search.related(uid, limit);
}

/** The query with the words the archive knows in place of those it does not, or an empty string. */
async function correctedQuery(store: ReadStore, question: Question): Promise<string> {
  const corrections = await store.search.corrections(correctable(parse(question)));
  let corrected = question.query;
  for (const [word, better] of corrections) corrected = corrected.replace(word, better);
  return corrected === question.query ? '' : corrected;
}

/** Suggestions of each kind, at most. */
const MOST_SUGGESTIONS = 8;

/**
 * What may be typed next.
 * @param query up to the caret
 */
export async function suggest(store: ReadStore, query: string): Promise<Suggestion[]> {
  const typed = wordBeingTyped(query)?.text ?? '';
  if (typed === '') return [];
  const [, name, value] = /^(\p{L}+):["“”]?(.*)$/su.exec(typed) ?? [];
  if (name !== undefined) return valueSuggestions(store, name.toLowerCase(), value ?? '');
  const beginning = typed.toLowerCase();
  const operators = OPERATORS.filter((operator) => operator.name.startsWith(beginning)).map((operator): Suggestion => ({
    kind: 'operator',
    text: `${operator.name}:`,
    count: 0,
    help: operator.help(),
  }));
  const [words, tags, publications] = await Promise.all([
    store.search.completions('word', typed, MOST_SUGGESTIONS),
    store.search.completions('tag', typed, MOST_SUGGESTIONS / 2),
    store.search.completions('publication', typed, MOST_SUGGESTIONS / 2),
  ]);
  return [
    ...words.map(({ name: text, count }): Suggestion => ({ kind: 'word', text, count, help: '' })),
    ...tags.map((tag): Suggestion => ({ kind: 'tag', text: operatorText('tag', tag.name), count: tag.count, help: '' })),
    ...publications.map((one): Suggestion => ({
      kind: 'publication',
      text: operatorText('publication', one.name),
      count: one.count,
      help: '',
    })),
    ...operators.slice(0, MOST_SUGGESTIONS / 2),
  ];
}

async function valueSuggestions(store: ReadStore, name: string, value: string): Promise<Suggestion[]> {
  if (name === 'tag' || name === 'publication') {
    const names = await store.search.completions(name, value, MOST_SUGGESTIONS);
    return names.map(({ name: text, count }): Suggestion => ({ kind: name, text: operatorText(name, text), count, help: '' }));
  }
  const operator = operatorNamed(name);
  const values = operator?.values.filter((one) => one.startsWith(value.toLowerCase())) ?? [];
  return values.map((one): Suggestion => ({ kind: 'value', text: `${name}:${one}`, count: 0, help: '' }));
}
