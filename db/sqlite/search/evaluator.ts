import type { QueryNode, TextNode } from '../../../core/query';
import { NOTE_FIELDS, type NoteField, type TextField } from '../../../core/query-language';
import { DocSet } from './doc-set';
import type { Found, TextRequest, TextSearch } from './text-search';

/** A word, phrase or nearness that counts for ranking, with what it found. */
export interface Scored {
  found: Found;
  /** Documents that hold it, in all: its rarity follows from it. */
  count: number;
  /** How often the query says it. */
  times: number;
}

/** What an evaluator asks of the space it searches: stories, or annotations. */
export interface Space {
  /** Documents there may be, plus one. */
  readonly size: number;
  readonly text: TextSearch;
  readonly weights: Float32Array;
  /** Index fields of a text node, as bits; 0 when the node is of the other space. */
  fieldsOf(field: TextNode['field']): number;
  /** What is no text of this space: values, dates, states, and the text of the other space. */
  filter(node: FilterNode): DocSet;
}

export type FilterNode = Extract<QueryNode, { kind: 'value' | 'date' | 'state' | 'possession' | 'text' | 'near' }>;

/** Below this share of all documents, lists are read with an eye on the documents that are wanted. */
const FEW = 1 / 16;
/**
 * Postings read for one query. Words beyond it, the commonest of many, are left out: among so many they tell nothing.
 * A posting costs some 20 ns.
 */
const BUDGET = 6_000_000;

/** Evaluates one query in one space. */
export class Evaluator {
  private readonly known = new Map<string, Scored & { set: DocSet; ranks: boolean; within: DocSet | null }>();
  /** Words left out because they are too common, as in the index. */
  readonly tooCommon: string[] = [];
  private spent = 0;

  constructor(
    private readonly space: Space,
    private readonly everything: DocSet,
  ) {}

  /** What counts for ranking. */
  get scored(): Scored[] {
    return [...this.known.values()].filter(({ ranks }) => ranks);
  }

  /** The documents a node matches. */
  evaluate(node: QueryNode, ranks = true, among: DocSet | null = null): DocSet {
    switch (node.kind) {
      case 'all':
        return this.all(node.nodes, ranks, among);
      case 'any':
        return this.any(node.nodes, ranks, among);
      case 'not':
        return this.everything.copy().andNot(this.evaluate(node.node, false, among));
      case 'text':
      case 'near':
        return this.words(node, ranks, among);
      default:
        return this.space.filter(node);
    }
  }

  /** Filters first, which cost the same whatever they find; then words, the rarest first; what is left out comes last. */
  private all(nodes: readonly QueryNode[], ranks: boolean, among: DocSet | null): DocSet {
    const ordered = nodes.map((node) => ({ node, cost: this.cost(node) })).sort((a, b) => a.cost - b.cost);
    let set: DocSet | null = among;
    for (const { node } of ordered) {
      const excludes = node.kind === 'not';
      const found = this.evaluate(excludes ? node.node : node, ranks && !excludes, set);
      if (excludes) set = (set === null ? this.everything : set).copy().andNot(found);
      else set = set === null ? found : found.and(set);
    }
    return set ?? this.everything.copy();
  }

  private any(nodes: readonly QueryNode[], ranks: boolean, among: DocSet | null): DocSet {
    const set = new DocSet(this.space.size);
    const ordered = nodes.map((node) => ({ node, cost: this.cost(node) })).sort((a, b) => a.cost - b.cost);
    for (const { node } of ordered) set.or(this.evaluate(node, ranks, among));
    return set;
  }

  private cost(node: QueryNode): number {
    switch (node.kind) {
      case 'text':
        return this.isOwn(node) ? this.space.text.estimate(node) : 0;
      case 'near':
        return this.isOwn(node.left) ? Math.min(this.space.text.estimate(node.left), this.space.text.estimate(node.right)) : 0;
      case 'any':
        return node.nodes.reduce((sum, inner) => sum + this.cost(inner), 0);
      case 'all':
        return Math.min(...node.nodes.map((inner) => this.cost(inner)));
      case 'not':
        return this.space.size + this.cost(node.node);
      default:
        return -1;
    }
  }

  private isOwn(node: TextNode): boolean {
    return this.space.fieldsOf(node.field) !== 0;
  }

  private words(node: Extract<QueryNode, { kind: 'text' | 'near' }>, ranks: boolean, among: DocSet | null): DocSet {
    const first = node.kind === 'text' ? node : node.left;
    const fields = this.space.fieldsOf(first.field);
    if (fields === 0) return this.space.filter(node);
    const cost = this.cost(node);
    if (this.spent > 0 && this.spent + cost > BUDGET) {
      this.tooCommon.push(first.terms.join(' '));
      return among?.copy() ?? new DocSet(this.space.size);
    }
    const key = JSON.stringify(node);
    const known = this.known.get(key);
    // What was read with an eye on some documents only says nothing of others.
    if (known && (known.within === null || known.within === among)) {
      if (ranks) known.times += known.ranks ? 1 : 0;
      known.ranks ||= ranks;
      return known.set.copy();
    }
    const few = among !== null && among.count() < this.space.size * FEW;
    const request: TextRequest = { fields, weights: weightsOf(fields, this.space.weights), among: few ? among.toArray() : null };
    const found =
      node.kind === 'text' ? this.space.text.text(node, request) : this.space.text.near(node.left, node.right, node.distance, request);
    this.spent += few ? found.documents.length : cost;
    const set = new DocSet(this.space.size).addAll(found.documents);
    this.known.set(key, {
      found,
      set,
      ranks,
      within: few ? among : null,
      times: 1,
      count: few ? Math.max(cost, found.documents.length) : found.documents.length,
    });
    return set.copy();
  }
}

/** Where one field was asked for, its places count whatever they weigh among others. */
function weightsOf(fields: number, weights: Float32Array): Float32Array {
  const one = (fields & (fields - 1)) === 0;
  return one ? new Float32Array(weights.length).fill(1) : weights;
}

export const isNoteField = (field: TextField | NoteField | null): field is NoteField => NOTE_FIELDS.some((name) => name === field);
