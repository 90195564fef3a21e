import type { AnnotationFilter, AnnotationList } from '../../../core/annotation-list';
import type { Scope } from '../../../core/contract';
import { HIGHLIGHT_COLOR_IDS } from '../../../core/highlight-colors';
import type { AnnotationHit, BareHit, CountedName, Facets, SearchHit, Timeline, TimelineUnit } from '../../../core/library';
import { UNSEEN_IN_ANNOTATIONS, wantedTexts } from '../../../core/marking';
import { asksFor, type Query } from '../../../core/query';
import type { Sort } from '../../../core/query-language';
import type { FoundPage, Page } from '../../store';
import { uidsOf } from '../articles';
import { collectionStories } from '../collections';
import { openedStories } from '../states';
import type { ReadableDb } from '../handle';
import { IndexView } from '../index/index-view';
import { loadAnnotationDocuments } from './annotation-document';
import { readAnnotationHits } from './annotation-hits';
import { countColors, countTags, narrow, orderBy, readListed } from './annotation-list';
import { AnnotationSpace } from './annotation-space';
import { insideLanguagesOf, loadArticleDocuments, stemLanguagesOf } from './article-document';
import { ArticleSpace } from './article-space';
import { Columns, FLAGS, NO_TIME } from './columns';
import { DocSet } from './doc-set';
import { Evaluator } from './evaluator';
import { countFacets, countTagTree } from './facets';
import { feedback, markingWords } from './feedback';
import { ANYWHERE, ARTICLE_WEIGHTS } from './fields';
import { Hits } from './hits';
import { rankWindow } from './rank-window';
import { best, bestScored, rarity, Scores } from './ranking';
import { TextSearch } from './text-search';
import { countTimeline } from './timeline';

/** What a query found, before it is put into order. */
export interface Outcome {
  documents: Int32Array;
  set: DocSet;
  /** Score of each document, or `null` when nothing in the query ranks. */
  scores: Float32Array | null;
  /** There may be more: a phrase of common words was not looked for in the oldest stories. */
  atLeast: boolean;
  ignored: string[];
  sort: Sort;
  /** As many of the first ones in order as were asked for so far. */
  order: Int32Array;
}

/** How deep in a ranking its beginning is kept in order; deeper pages are looked up one by one. */
const KEPT_ORDER = 5_000;

/** Most headlines that are read to put a list into their order; longer lists stand by date. */
const SORTED_HEADLINES = 100_000;

/** Words that tell which stories are alike. */
const RELATING_WORDS = 25;

const NOTHING_ASKED: Query = { root: null, sort: null, any: false, ignored: [] };

/** Searches stories through one connection. Holds columns and segments' headers in memory and keeps them up to date. */
export class Searcher {
  readonly articles: IndexView;
  readonly annotations: IndexView;
  readonly columns = new Columns();
  readonly space: ArticleSpace;
  readonly annotationSpace: AnnotationSpace;
  readonly text: TextSearch;
  private readonly scores: Scores;
  /** The scores that {@link scores} holds now. */
  private scored: Float32Array | null = null;
  private readonly annotationScores: Scores;
  private readonly hits: Hits;
  private languages: readonly string[] = [];
  /** Stories and annotations in languages written without spaces, once they were asked for. */
  private inside: { stories?: Int32Array; annotations?: Int32Array } = {};
  private state = '';
  private readonly bases = new Map<string, DocSet>();
  private last: { key: string; outcome: Outcome } | null = null;

  constructor(private readonly db: ReadableDb) {
    this.articles = new IndexView(db, 'articles', loadArticleDocuments);
    this.annotations = new IndexView(db, 'annotations', loadAnnotationDocuments);
    this.text = new TextSearch(
      this.articles,
      () => this.languages,
      () => (this.inside.stories ??= this.searchedInside(this.space.size, (story) => story)),
    );
    const annotationText = new TextSearch(
      this.annotations,
      () => this.languages,
      () =>
        (this.inside.annotations ??= this.searchedInside(this.annotationSpace.size, (annotation) =>
          this.annotationSpace.storyOf(annotation),
        )),
    );
    this.annotationSpace = new AnnotationSpace(db, this.annotations, annotationText, (node) =>
      new Evaluator(this.space, this.space.flagged(FLAGS.present)).evaluate(node, false),
    );
    this.space = new ArticleSpace(db, this.articles, this.columns, this.text, (node) => this.storiesOfAnnotations(node));
    this.scores = new Scores(this.articles.documents);
    this.annotationScores = new Scores(this.annotations.documents);
    this.hits = new Hits(db);
  }

  run(query: Query, scope: Scope, page: Page): FoundPage<SearchHit> {
    const outcome = this.find(query, scope);
    const ids = this.ordered(outcome, page);
    const hits = this.hits.read(ids, (id) => scoreOf(outcome, id), wantedTexts(query.root));
    return { hits, total: outcome.documents.length, atLeast: outcome.atLeast, ignored: outcome.ignored };
  }

  bare(query: Query, scope: Scope, page: Page): FoundPage<BareHit> {
    const outcome = this.find(query, scope);
    const hits = this.hits.bare(this.ordered(outcome, page), (id) => scoreOf(outcome, id));
    return { hits, total: outcome.documents.length, atLeast: outcome.atLeast, ignored: outcome.ignored };
  }

  /** The rows of a scope's stories, in an order, and how many there are. */
  listed(scope: Scope, page: Page, sort: Sort | null): { rows: Int32Array; total: number } {
    const outcome = this.find({ ...NOTHING_ASKED, sort }, scope);
    return { rows: this.ordered(outcome, page), total: outcome.documents.length };
  }

  /** The uids of a stretch of what a query finds; of the whole in no order. */
  uids(query: Query, scope: Scope, page: Page): string[] {
    const outcome = this.find(query, scope);
    const isWhole = page.offset === 0 && page.limit >= outcome.documents.length;
    return uidsOf(this.db, isWhole ? outcome.documents : this.ordered(outcome, page));
  }

  /** How many stories match, whatever it takes. */
  count(query: Query, scope: Scope): number {
    const known = this.find(query, scope);
    return known.atLeast ? this.evaluate(query, scope, true).documents.length : known.documents.length;
  }

  facets(query: Query, scope: Scope): Facets {
    return countFacets(this.db, this.columns, this.find(query, scope).documents);
  }

  /** Facets of every story outside the trash, with all names there are. */
  counts(): Facets {
    return countFacets(this.db, this.columns, this.base({ kind: 'all' }, false).toArray(), Infinity);
  }

  /** Every tag outside the trash and all that it stands below, with the stories of each one's whole family. */
  tagTree(): CountedName[] {
    return countTagTree(this.db, this.columns, this.base({ kind: 'all' }, false).toArray());
  }

  timeline(query: Query, scope: Scope, unit: TimelineUnit): Timeline {
    return countTimeline(this.columns, this.find(query, scope).documents, unit);
  }

  /** Annotations that a query finds, outside the trash unless it asks for that. */
  private annotationsFound({ root }: Query): { found: DocSet; evaluator: Evaluator } {
    this.freshen();
    const { annotationSpace: space } = this;
    space.text.begin(false);
    this.text.begin(false);
    const base = space.ofStories(this.base({ kind: 'all' }, asksFor(root, 'trashed')));
    const evaluator = new Evaluator(space, base);
    return { found: root === null ? base : evaluator.evaluate(root).and(base), evaluator };
  }

  /** All annotations that a query finds, narrowed, in an order of their own, and what there is of each colour and tag. */
  listAnnotations(query: Query, filter: AnnotationFilter, { limit, offset }: Page): AnnotationList {
    const { found, evaluator } = this.annotationsFound(query);
    const { annotationSpace: space } = this;
    if (filter.publication !== '') found.and(space.ofStories(this.space.published(filter.publication)));
    const set = narrow(found, space, filter);
    const colors = countColors(set.toArray(), space);
    const wanted = new Set(filter.colors.map((id) => HIGHLIGHT_COLOR_IDS.indexOf(id)));
    if (wanted.size > 0) set.and(space.columns.where(space.size, (annotation) => wanted.has(space.columns.colors[annotation] ?? 0)));
    const documents = set.toArray();
    const order = best(documents, offset + limit, orderBy(filter.sort, space, this.columns.published));
    return {
      items: readListed(this.db, order.subarray(offset)),
      total: documents.length,
      atLeast: space.text.incomplete || this.annotations.isBehind,
      colors,
      tags: countTags(this.db, space, set),
      ignored: [...query.ignored, ...evaluator.tooCommon],
    };
  }

  annotationsWith(query: Query, page: Page): FoundPage<AnnotationHit> {
    const { found, evaluator } = this.annotationsFound(query);
    const { annotationSpace: space } = this;
    const documents = found.toArray();
    const { count, averageLength } = this.annotations.totals;
    this.annotationScores.begin();
    for (const { found: holders, times, count: holding } of evaluator.scored) {
      this.annotationScores.add(holders, found, times * rarity(holding, count), averageLength);
    }
    const scores = this.annotationScores;
    const order = best(
      documents,
      page.offset + page.limit,
      (a, b) => scores.of(a) - scores.of(b) > 0 || (scores.of(a) === scores.of(b) && a > b),
    );
    const hits = readAnnotationHits(
      this.db,
      order.subarray(page.offset),
      (id) => scores.of(id),
      wantedTexts(query.root, UNSEEN_IN_ANNOTATIONS),
    );
    return {
      hits,
      total: documents.length,
      atLeast: space.text.incomplete || this.annotations.isBehind,
      ignored: [...query.ignored, ...evaluator.tooCommon],
    };
  }

  /** Stories that share the words which mark this one. */
  related(uid: string, limit: number): SearchHit[] {
    const base = this.base({ kind: 'all' }, false).copy();
    const id = this.db.prepare<[string], number>('SELECT id FROM articles WHERE uid = ?').pluck().get(uid);
    if (id === undefined) return [];
    const { scores } = this;
    this.scored = null;
    const { count, averageLength } = this.articles.totals;
    scores.begin();
    scores.put(id, 1);
    const words = markingWords(this.db, this.text, scores, Int32Array.of(id), count).slice(0, RELATING_WORDS);
    scores.begin();
    const set = new DocSet(this.space.size);
    for (const { forms, weight, holding } of words) {
      const found = this.text.anyOf(forms, { fields: ANYWHERE, weights: ARTICLE_WEIGHTS, among: null });
      scores.add(found, base, weight * rarity(holding, count), averageLength);
      set.addAll(found.documents);
    }
    const others = set
      .and(base)
      .toArray()
      .filter((story) => story !== id);
    const order = best(others, limit, (a, b) => scores.of(a) > scores.of(b) || (scores.of(a) === scores.of(b) && a > b));
    return this.hits.read(order, (story) => scores.of(story), []);
  }

  /** Brings everything in memory up to date with the database. */
  freshen(): void {
    // What other connections committed, and what this one wrote itself.
    const version = this.db.pragma('data_version', { simple: true }) as number;
    const own = this.db.prepare<[], number>('SELECT total_changes()').pluck().get() ?? 0;
    const state = `${version}:${own}`;
    if (state === this.state) return;
    this.articles.refresh();
    this.annotations.refresh();
    this.annotationSpace.refresh();
    this.columns.refresh(this.db);
    this.languages = stemLanguagesOf(this.db);
    this.inside = {};
    this.bases.clear();
    this.last = null;
    this.state = state;
  }

  /** Stories a list may show at all: those that are not in the trash, or only those, within the scope. */
  base(scope: Scope, withTrash: boolean): DocSet {
    this.freshen();
    const key = JSON.stringify([scope, withTrash]);
    let base = this.bases.get(key);
    if (!base) {
      base = withTrash || scope.kind === 'trashed' ? this.space.flagged(FLAGS.present) : this.space.flagged(FLAGS.trashed, false);
      const within = this.within(scope);
      if (within) base.and(within);
      this.bases.set(key, base);
    }
    return base;
  }

  /** Everything a query finds. The last answer is kept: pages, facets and timeline of one query ask for it again. */
  find(query: Query, scope: Scope): Outcome {
    this.freshen();
    const key = JSON.stringify([query.root, query.any, query.sort, scope]);
    if (this.last?.key === key) return this.last.outcome;
    const outcome = this.evaluate(query, scope);
    this.last = { key, outcome };
    return outcome;
  }

  private evaluate(query: Query, scope: Scope, exact = false): Outcome {
    this.text.begin(exact);
    this.annotationSpace.text.begin(exact);
    const base = this.base(scope, asksFor(query.root, 'trashed'));
    const evaluator = new Evaluator(this.space, base);
    const set = query.root === null ? base.copy() : evaluator.evaluate(query.root).and(base);
    const documents = set.toArray();
    const { scored } = evaluator;
    const { count, averageLength } = this.articles.totals;
    const ranks = scored.length > 0;
    if (ranks) {
      this.scores.begin();
      for (const { found, times, count: holding } of scored) this.scores.add(found, set, times * rarity(holding, count), averageLength);
      if (query.any) feedback(this.db, this.text, this.scores, { set, documents, scored, averageLength, count });
    }
    const scores = ranks ? this.scores.copyOf(documents) : null;
    this.scored = scores;
    const sort = query.sort ?? (ranks ? 'relevance' : 'newest');
    return {
      documents,
      set,
      scores,
      atLeast: this.text.incomplete || this.annotationSpace.text.incomplete || this.articles.isBehind,
      ignored: [...query.ignored, ...evaluator.tooCommon],
      sort,
      order: new Int32Array(),
    };
  }

  /** The page's documents in order. */
  private ordered(outcome: Outcome, page: Page): Int32Array {
    const { documents, scores, sort } = outcome;
    const { published, imported } = this.columns;
    switch (sort) {
      case 'headline':
        if (documents.length <= SORTED_HEADLINES) return this.kept(outcome, page);
        return rankWindow(documents, keysOf(documents, published), page);
      case 'oldest':
        return oldest(documents, published, page);
      case 'imported':
        return rankWindow(documents, keysOf(documents, imported), page);
      case 'opened':
        return this.openedFirst(outcome, page);
      case 'newest':
        return rankWindow(documents, keysOf(documents, published), page);
      case 'relevance':
        if (scores === null) return rankWindow(documents, keysOf(documents, published), page);
        return page.offset + page.limit <= KEPT_ORDER ? this.kept(outcome, page) : rankWindow(documents, Float64Array.from(scores), page);
    }
  }

  /** What was opened, the last one first, and then what was not. */
  private openedFirst({ documents, set }: Outcome, { offset, limit }: Page): Int32Array {
    const opened = Int32Array.from(openedStories(this.db).filter((story) => set.has(story)));
    const first = opened.slice(offset, offset + limit);
    const others = set.copy().andNot(new DocSet(set.size).addAll(opened)).toArray();
    const rest = { offset: Math.max(0, offset - opened.length), limit: limit - first.length };
    const page = new Int32Array(Math.min(limit, Math.max(0, documents.length - offset)));
    page.set(first);
    if (rest.limit > 0) page.set(rankWindow(others, keysOf(others, this.columns.published), rest), first.length);
    return page;
  }

  /** As {@link ordered}, from the beginning of the order that is kept. */
  private kept(outcome: Outcome, { limit, offset }: Page): Int32Array {
    const wanted = Math.min(offset + limit, outcome.documents.length);
    if (outcome.order.length < wanted) outcome.order = this.order(outcome, Math.max(wanted, outcome.order.length * 4));
    return outcome.order.slice(offset, offset + limit);
  }

  private order({ documents, scores, sort }: Outcome, count: number): Int32Array {
    const { published } = this.columns;
    const newer = (a: number, b: number) => {
      const difference = (published[a] ?? 0) - (published[b] ?? 0);
      return difference === 0 ? a > b : difference > 0;
    };
    if (sort === 'headline' || scores === null) return this.byHeadline(documents);
    const values = this.scores;
    if (this.scored !== scores) values.restore(documents, scores);
    this.scored = scores;
    const isBetter = (a: number, b: number) => {
      const difference = values.of(a) - values.of(b);
      return difference === 0 ? newer(a, b) : difference > 0;
    };
    return bestScored(documents, scores, count, isBetter, (story) => values.of(story));
  }

  private byHeadline(documents: Int32Array): Int32Array {
    const read = this.db.prepare<[number], string>('SELECT headline FROM articles WHERE id = ?').pluck();
    const headlines = new Map([...documents].map((id) => [id, read.get(id) ?? '']));
    const { compare } = new Intl.Collator(undefined, { numeric: true });
    return documents.slice().sort((a, b) => compare(headlines.get(a) ?? '', headlines.get(b) ?? '') || a - b);
  }

  private within(scope: Scope): DocSet | null {
    switch (scope.kind) {
      case 'all':
        return null;
      case 'annotated':
        return this.space.flagged(FLAGS.annotated);
      case 'starred':
        return this.space.flagged(FLAGS.starred);
      case 'unread':
        return this.space.flagged(FLAGS.read, false);
      case 'trashed':
        return this.space.flagged(FLAGS.trashed);
      case 'collection': {
        const set = new DocSet(this.space.size);
        for (const id of collectionStories(this.db, scope.uid)) set.add(id);
        return set;
      }
      case 'tag':
        return this.space.tagged(scope.name);
      case 'publication':
        return this.space.published(scope.name);
    }
  }

  /** Documents whose story is in a language written without spaces, ascending. */
  private searchedInside(size: number, storyOf: (document: number) => number): Int32Array {
    const languages = insideLanguagesOf(this.db);
    const set = new DocSet(size);
    if (languages.size > 0) {
      for (let document = 0; document < size; document += 1) {
        if (languages.has(this.columns.languages[storyOf(document)] ?? 0)) set.add(document);
      }
    }
    return set.toArray();
  }

  private storiesOfAnnotations(node: Parameters<ArticleSpace['filter']>[0]): DocSet {
    const evaluator = new Evaluator(this.annotationSpace, this.annotationSpace.everything());
    return this.annotationSpace.toStories(evaluator.evaluate(node, false).and(this.annotationSpace.everything()), this.space.size);
  }
}

/** The documents' values. A plain loop: `from` with a function takes ten times as long. */
function keysOf(documents: Int32Array, values: Int32Array): Float64Array {
  const keys = new Float64Array(documents.length);
  for (let index = 0; index < documents.length; index += 1) keys[index] = values[documents[index] ?? 0] ?? 0;
  return keys;
}

/** The other way round than by falling key, but for stories without a date, which come last either way. */
function oldest(documents: Int32Array, published: Int32Array, { offset, limit }: Page): Int32Array {
  const keys = keysOf(documents, published);
  for (let index = 0; index < keys.length; index += 1) if (keys[index] === NO_TIME) keys[index] = -NO_TIME;
  const end = Math.min(documents.length, offset + limit);
  return rankWindow(documents, keys, { offset: documents.length - end, limit: end - offset }).reverse();
}

function scoreOf({ documents, scores }: Outcome, id: number): number {
  return scores === null ? 0 : (scores[indexIn(documents, id)] ?? 0);
}

/** Where a document stands among ascending ones. */
function indexIn(documents: Int32Array, document: number): number {
  let low = 0;
  let high = documents.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((documents[middle] ?? 0) < document) low = middle + 1;
    else high = middle;
  }
  return low;
}
