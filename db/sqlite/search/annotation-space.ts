import type { TextNode } from '../../../core/query';
import type { ReadableDb } from '../handle';
import type { IndexView } from '../index/index-view';
import { ANNOTATION_FLAGS, AnnotationColumns } from './annotation-columns';
import { DocSet } from './doc-set';
import { isNoteField, type FilterNode, type Space } from './evaluator';
import { ANNOTATION_WEIGHTS, annotationFieldBits } from './fields';
import type { TextSearch } from './text-search';

/** Annotations, as the evaluator asks for them: their own words, and their stories' for everything else. */
export class AnnotationSpace implements Space {
  readonly weights = ANNOTATION_WEIGHTS;
  private loaded: AnnotationColumns | null = null;
  private state: string | null = null;

  constructor(
    private readonly db: ReadableDb,
    private readonly view: IndexView,
    readonly text: TextSearch,
    /** Stories that a node about stories finds. */
    private readonly storiesWith: (node: FilterNode) => DocSet,
  ) {}

  get size(): number {
    return Math.max(this.view.documents.size, this.columns.size);
  }

  /** Read when they are first asked for: most searches are of stories. */
  get columns(): AnnotationColumns {
    return (this.loaded ??= new AnnotationColumns(this.db));
  }

  /** The archive changed, and the index was read again: whatever changes in an annotation, its words wait for the index anew. */
  refresh(): void {
    const { state } = this.view;
    if (state === null || state !== this.state) this.loaded = null;
    this.state = state;
  }

  fieldsOf(field: TextNode['field']): number {
    return field === null || isNoteField(field) ? annotationFieldBits(field) : 0;
  }

  storyOf(annotation: number): number {
    return this.columns.stories[annotation] ?? 0;
  }

  /** Every annotation that is not removed. */
  everything(): DocSet {
    return this.columns.where(this.size, () => true);
  }

  /** Annotations of the stories in a set. */
  ofStories(stories: DocSet): DocSet {
    return this.columns.where(this.size, (annotation) => stories.has(this.storyOf(annotation)));
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
    if (node.kind === 'possession' && node.possession === 'note') return this.flagged(ANNOTATION_FLAGS.note);
    if (node.kind === 'possession' && node.possession === 'highlight') return this.flagged(ANNOTATION_FLAGS.passage);
    if (node.kind === 'state' && node.state === 'orphaned') return this.flagged(ANNOTATION_FLAGS.orphaned);
    return this.ofStories(this.storiesWith(node));
  }

  /** Annotations with a tag or one below it. */
  tagged(name: string): DocSet {
    const wanted = name.toLowerCase();
    const names = this.db.prepare<[], { id: number; name: string }>('SELECT id, name FROM tags').all();
    const matches = (other: string) => other === wanted || other.startsWith(`${wanted}/`);
    const tags = new Set(names.filter((tag) => matches(tag.name.toLowerCase())).map(({ id }) => id));
    const set = new DocSet(this.size);
    for (const [tag, annotation] of this.columns.tags) if (tags.has(tag) && this.storyOf(annotation) !== 0) set.add(annotation);
    return set;
  }

  flagged(flag: number): DocSet {
    return this.columns.where(this.size, (annotation) => this.columns.has(annotation, flag));
  }
}
