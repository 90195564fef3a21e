import type { TextNode } from '../../../core/query';
import { placePassage } from '../../../core/anchor';
import type { ReadableDb } from '../handle';
import type { IndexView } from '../index/index-view';
import { DocSet } from './doc-set';
import { isNoteField, type FilterNode, type Space } from './evaluator';
import { ANNOTATION_WEIGHTS, annotationFieldBits } from './fields';
import { doubtfulAnnotations } from './orphans';
import type { TextSearch } from './text-search';

/** Annotations, as the evaluator asks for them: their own words, and their stories' for everything else. */
export class AnnotationSpace implements Space {
  readonly weights = ANNOTATION_WEIGHTS;
  /** The story of each annotation; 0 for removed ones. */
  private stories = new Uint32Array(0);

  constructor(
    private readonly db: ReadableDb,
    private readonly view: IndexView,
    readonly text: TextSearch,
    /** Stories that a node about stories finds. */
    private readonly storiesWith: (node: FilterNode) => DocSet,
  ) {}

  get size(): number {
    return Math.max(this.view.documents.size, this.stories.length);
  }

  /** Reads which annotation belongs to which story. */
  refresh(): void {
    const rows = this.db
      .prepare<[], [number, number]>('SELECT id, article_id FROM annotations WHERE removed_at IS NULL ORDER BY id')
      .raw()
      .all();
    this.stories = new Uint32Array((rows.at(-1)?.[0] ?? 0) + 1);
    for (const [id, article] of rows) this.stories[id] = article;
  }

  fieldsOf(field: TextNode['field']): number {
    return field === null || isNoteField(field) ? annotationFieldBits(field) : 0;
  }

  storyOf(annotation: number): number {
    return this.stories[annotation] ?? 0;
  }

  /** Every annotation that is not removed. */
  everything(): DocSet {
    const set = new DocSet(this.size);
    this.stories.forEach((story, annotation) => {
      if (story !== 0) set.add(annotation);
    });
    return set;
  }

  /** Annotations of the stories in a set. */
  ofStories(stories: DocSet): DocSet {
    const set = new DocSet(this.size);
    this.stories.forEach((story, annotation) => {
      if (story !== 0 && stories.has(story)) set.add(annotation);
    });
    return set;
  }

  /** Stories of the annotations in a set. */
  toStories(annotations: DocSet, size: number): DocSet {
    const set = new DocSet(size);
    for (const annotation of annotations.toArray()) {
      const story = this.storyOf(annotation);
      if (story !== 0) set.add(story);
    }
    return set;
  }

  filter(node: FilterNode): DocSet {
    if (node.kind === 'value' && node.field === 'tag') return this.tagged(node.value).or(this.ofStories(this.storiesWith(node)));
    if (node.kind === 'possession' && node.possession === 'note') return this.withText('note');
    if (node.kind === 'possession' && node.possession === 'highlight') return this.withText('exact');
    if (node.kind === 'state' && node.state === 'orphaned') return this.orphaned();
    return this.ofStories(this.storiesWith(node));
  }

  private tagged(name: string): DocSet {
    const set = new DocSet(this.size);
    const ids = this.db
      .prepare<[string, string, string], number>(
        `SELECT annotation_id FROM annotation_tags JOIN tags ON tags.id = tag_id WHERE casefold(tags.name) = ? OR substr(casefold(tags.name), 1, length(?) + 1) = ? || '/'`,
      )
      .pluck()
      .all(name.toLowerCase(), name.toLowerCase(), name.toLowerCase());
    for (const id of ids) if (this.storyOf(id) !== 0) set.add(id);
    return set;
  }

  /** Those with a note, or with a passage. */
  private withText(column: 'note' | 'exact'): DocSet {
    const set = new DocSet(this.size);
    const ids = this.db.prepare<[], number>(`SELECT id FROM annotations WHERE removed_at IS NULL AND ${column} <> ''`).pluck().all();
    for (const id of ids) set.add(id);
    return set;
  }

  private orphaned(): DocSet {
    const set = new DocSet(this.size);
    for (const { id, text, textHash, selector } of doubtfulAnnotations(this.db)) {
      if (placePassage(text, textHash, selector) === null) set.add(id);
    }
    return set;
  }
}
