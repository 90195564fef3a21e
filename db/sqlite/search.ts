import type { Scope } from '../../core/contract';
import type { CountedName, Facets, SearchHit } from '../../core/library';
import { matchesIn, wantedTexts, type Query, type QueryNode, type ValueField } from '../../core/query';
import { markMatches, snippetOf } from '../../core/snippet';
import type { Page } from '../store';
import { ANNOTATION_COUNT, scopeCondition, tagCondition } from './articles';
import type { ReadableDb } from './handle';
import { tagsOf } from './tags';

/** bm25 weights of headline, deck, byline, place, body and tags: a word in the headline says more of a story than one in its body. */
const WEIGHTS = '10.0, 4.0, 4.0, 2.0, 1.0, 3.0';

interface Condition {
  sql: string;
  params: unknown[];
}

/** A text node in FTS5's language. Terms hold letters and digits only, so quoting is all the escaping there is. */
function matchText(node: Extract<QueryNode, { kind: 'text' }>): string {
  const phrase = `"${node.terms.join(' ')}"${node.prefix ? ' *' : ''}`;
  return node.field === null ? phrase : `{${node.field}} : ${phrase}`;
}

/** A node as one FTS5 expression, or `null` when the index alone cannot answer it. */
function matchExpression(node: QueryNode): string | null {
  switch (node.kind) {
    case 'text':
      return `(${matchText(node)})`;
    case 'any':
      return joined(node.nodes.map(matchExpression), ' OR ');
    case 'all':
      return joined(node.nodes.map(matchExpression), ' AND ');
    case 'not':
    case 'value':
      return null;
  }
}

function joined(parts: (string | null)[], operator: string): string | null {
  return parts.every((part) => part !== null) ? `(${parts.join(operator)})` : null;
}

/** A node as an SQL condition on `articles`. */
function condition(node: QueryNode): Condition {
  const expression = matchExpression(node);
  if (expression !== null) {
    return { sql: 'articles.id IN (SELECT rowid FROM article_index WHERE article_index MATCH ?)', params: [expression] };
  }
  switch (node.kind) {
    case 'not': {
      const inner = condition(node.node);
      return { sql: `NOT (${inner.sql})`, params: inner.params };
    }
    case 'value':
      return valueCondition(node.field, node.value);
    case 'all':
    case 'any': {
      const parts = node.nodes.map(condition);
      return {
        sql: `(${parts.map((part) => part.sql).join(node.kind === 'all' ? ' AND ' : ' OR ')})`,
        params: parts.flatMap((part) => part.params),
      };
    }
    case 'text':
      throw new Error('unreachable: every text node has an expression');
  }
}

function valueCondition(field: ValueField, value: string): Condition {
  switch (field) {
    case 'publication':
      return { sql: 'instr(casefold(articles.publication), ?) > 0', params: [value.toLowerCase()] };
    case 'lang':
      return { sql: `(articles.language = ? COLLATE NOCASE OR articles.language LIKE ? || '-%')`, params: [value, value] };
    case 'tag':
      return tagCondition(value);
  }
}

/** The part of a query that ranks, and the part that only narrows. */
function split(root: QueryNode | null): { ranked: string | null; narrow: Condition } {
  const conjuncts = root === null ? [] : root.kind === 'all' ? root.nodes : [root];
  const expressions = conjuncts.map(matchExpression);
  const ranked = expressions.filter((expression) => expression !== null);
  const rest = conjuncts.filter((_, index) => expressions[index] === null).map(condition);
  return {
    ranked: ranked.length > 0 ? ranked.join(' AND ') : null,
    narrow: { sql: rest.map((part) => part.sql).join(' AND ') || '1', params: rest.flatMap((part) => part.params) },
  };
}

interface HitRow {
  id: number;
  uid: string;
  source_id: string;
  headline: string;
  byline: string;
  publication: string;
  published: string;
  language: string;
  text: string;
  annotation_count: number;
  rank: number;
}

const HIT_COLUMNS = `articles.id, uid, source_id, articles.headline, articles.byline, publication, published, language, text,
  ${ANNOTATION_COUNT} AS annotation_count`;

/** What a query finds, as the part of an SQL statement from `FROM` on. */
interface Found {
  from: string;
  params: unknown[];
  /** Whether the index was asked, so that hits can be ranked. */
  ranked: boolean;
}

function foundBy(query: Query, scope: Scope): Found {
  const { ranked, narrow } = split(query.root);
  const within = scopeCondition(scope);
  const where = `${narrow.sql} AND ${within.sql}`;
  const params = [...narrow.params, ...within.params];
  if (ranked === null) return { from: `FROM articles WHERE ${where}`, params, ranked: false };
  const from = `FROM article_index JOIN articles ON articles.id = article_index.rowid WHERE article_index MATCH ? AND ${where}`;
  return { from, params: [ranked, ...params], ranked: true };
}

export function runSearch(db: ReadableDb, query: Query, scope: Scope, page: Page): { hits: SearchHit[]; total: number } {
  const { from, params, ranked } = foundBy(query, scope);
  const rank = ranked ? `bm25(article_index, ${WEIGHTS})` : '0.0';
  const order = ranked ? 'rank, articles.id DESC' : 'published DESC, articles.id DESC';
  const rows = db
    .prepare<unknown[], HitRow>(`SELECT ${HIT_COLUMNS}, ${rank} AS rank ${from} ORDER BY ${order} LIMIT ? OFFSET ?`)
    .all(...params, page.limit, page.offset);
  const total = db
    .prepare<unknown[], number>(`SELECT count(*) ${from}`)
    .pluck()
    .get(...params);
  const wanted = wantedTexts(query.root);
  return { hits: rows.map((row) => toHit(row, tagsOf(db, 'article', row.id), wanted)), total: total ?? 0 };
}

/** What a facet counts: the value's expression, and more to join for it. */
const FACETS = {
  publications: { value: 'publication', join: '', order: 'count DESC, name' },
  tags: {
    value: 'tags.name',
    join: 'JOIN article_tags ON article_tags.article_id = found.id JOIN tags ON tags.id = tag_id',
    order: 'count DESC, name',
  },
  years: { value: 'substr(published, 1, 4)', join: '', order: 'name DESC' },
  languages: { value: 'language', join: '', order: 'count DESC, name' },
} as const;

export function countFacets(db: ReadableDb, query: Query, scope: Scope): Facets {
  const { from, params } = foundBy(query, scope);
  const count = ({ value, join, order }: (typeof FACETS)[keyof typeof FACETS]) =>
    db
      .prepare<unknown[], CountedName>(
        `SELECT ${value} AS name, count(*) AS count FROM (SELECT articles.id, publication, published, language ${from}) AS found ${join}
         WHERE ${value} <> '' GROUP BY 1 ORDER BY ${order}`,
      )
      .all(...params);
  return {
    publications: count(FACETS.publications),
    tags: count(FACETS.tags),
    years: count(FACETS.years),
    languages: count(FACETS.languages),
  };
}

function toHit(row: HitRow, tags: string[], wanted: ReturnType<typeof wantedTexts>): SearchHit {
  return {
    uid: row.uid,
    sourceId: row.source_id,
    headline: markMatches(row.headline, matchesIn(row.headline, wanted)),
    byline: row.byline,
    published: row.published,
    publication: row.publication,
    language: row.language,
    tags,
    annotationCount: row.annotation_count,
    // FTS5's rank is smaller for better matches; people and tools expect the opposite.
    score: -row.rank,
    snippet: snippetOf(row.text, matchesIn(row.text, wanted)),
  };
}
