import type { TextNode } from '../../../core/query';
import type { Possession, StateName, ValueField } from '../../../core/query-language';
import { tokenize } from '../../../core/tokenize';
import type { ReadableDb } from '../handle';
import type { IndexView } from '../index/index-view';
import { Columns, FLAGS, minutesOf, NO_TIME } from './columns';
import { DocSet } from './doc-set';
import { isNoteField, type FilterNode, type Space } from './evaluator';
import { ARTICLE_WEIGHTS, articleFieldBits } from './fields';
import type { TextSearch } from './text-search';

/** Asks annotations and answers with the stories they belong to. */
export type StoriesOfAnnotations = (node: FilterNode) => DocSet;

const fold = (text: string) =>
  tokenize(text)
    .map(({ term }) => term)
    .join(' ');

/** Stories, as the evaluator asks for them. */
export class ArticleSpace implements Space {
  readonly weights = ARTICLE_WEIGHTS;

  constructor(
    private readonly db: ReadableDb,
    private readonly view: IndexView,
    private readonly columns: Columns,
    readonly text: TextSearch,
    private readonly storiesOf: StoriesOfAnnotations,
  ) {}

  get size(): number {
    return Math.max(this.view.documents.size, this.columns.size);
  }

  fieldsOf(field: TextNode['field']): number {
    return isNoteField(field) ? 0 : articleFieldBits(field);
  }

  filter(node: FilterNode): DocSet {
    switch (node.kind) {
      case 'text':
      case 'near':
        return this.storiesOf(node);
      case 'value':
        return this.value(node.field, node.value);
      case 'date':
        return this.between(node.of === 'published' ? this.columns.published : this.columns.imported, node.from, node.to);
      case 'state':
        return this.state(node.state);
      case 'possession':
        // A note on a whole story is no highlight, and no column tells the two apart.
        return node.possession === 'highlight' ? this.storiesOf(node) : this.flagged(POSSESSION_FLAGS[node.possession]);
    }
  }

  /** Stories with, or without, a flag. */
  flagged(flag: number, wanted = true): DocSet {
    const set = new DocSet(this.size);
    const { flags } = this.columns;
    for (let story = 0; story < flags.length; story += 1) {
      const value = flags[story] ?? 0;
      if ((value & FLAGS.present) !== 0 && ((value & flag) !== 0) === wanted) set.add(story);
    }
    return set;
  }

  /** Stories with a tag or one below it. */
  tagged(name: string): DocSet {
    const set = new DocSet(this.size);
    const wanted = name.toLowerCase();
    const ids = this.names('tags', (other) => other.toLowerCase() === wanted || other.toLowerCase().startsWith(`${wanted}/`));
    if (ids.size > 0) this.columns.withTags(ids, (story) => set.add(story));
    return set;
  }

  published(by: string): DocSet {
    return this.numbered(
      this.columns.publications,
      this.names('publications', (name) => name === by),
    );
  }

  private value(field: ValueField, value: string): DocSet {
    switch (field) {
      case 'tag':
        return this.tagged(value);
      case 'publication': {
        const wanted = ` ${fold(value)}`;
        const ids = this.names(
          'publications',
          (name) => name.toLowerCase().includes(value.toLowerCase()) || ` ${fold(name)}`.includes(wanted),
        );
        return this.numbered(this.columns.publications, ids);
      }
      case 'lang': {
        const wanted = value.toLowerCase();
        const ids = this.names('languages', (tag) => tag.toLowerCase() === wanted || tag.toLowerCase().startsWith(`${wanted}-`));
        return this.numbered(this.columns.languages, ids);
      }
    }
  }

  private names(table: 'tags' | 'publications' | 'languages', matches: (name: string) => boolean): Set<number> {
    const column = table === 'languages' ? 'tag' : 'name';
    const rows = this.db.prepare<[], { id: number; name: string }>(`SELECT id, ${column} AS name FROM ${table}`).all();
    return new Set(rows.filter(({ name }) => matches(name)).map(({ id }) => id));
  }

  private numbered(column: Uint32Array | Uint16Array, ids: ReadonlySet<number>): DocSet {
    const set = new DocSet(this.size);
    if (ids.size === 0) return set;
    const [only] = ids;
    for (let story = 0; story < column.length; story += 1) {
      const id = column[story] ?? 0;
      if (id !== 0 && (ids.size === 1 ? id === only : ids.has(id))) set.add(story);
    }
    return set;
  }

  private between(column: Int32Array, from: string, to: string): DocSet {
    const set = new DocSet(this.size);
    const first = from === '' ? NO_TIME + 1 : minutesOf(from);
    const end = to === '' ? 0x7fff_ffff : minutesOf(to);
    for (let story = 0; story < column.length; story += 1) {
      const minutes = column[story] ?? NO_TIME;
      if (minutes >= first && minutes < end) set.add(story);
    }
    return set;
  }

  private state(state: StateName): DocSet {
    switch (state) {
      case 'unread':
        return this.flagged(FLAGS.read, false);
      case 'orphaned':
        return this.storiesOf({ kind: 'state', state });
      default:
        return this.flagged(FLAGS[state]);
    }
  }
}

const POSSESSION_FLAGS: Readonly<Record<Exclude<Possession, 'highlight'>, number>> = {
  note: FLAGS.note,
  image: FLAGS.image,
  url: FLAGS.url,
  original: FLAGS.original,
};
