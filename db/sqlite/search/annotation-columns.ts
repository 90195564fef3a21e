import { HIGHLIGHT_COLOR_IDS } from '../../../core/highlight-colors';
import type { ReadableDb } from '../handle';
import { DocSet } from './doc-set';

/** Bits of `flags`. */
export const ANNOTATION_FLAGS = { note: 1, passage: 2, orphaned: 4 } as const;
/** Above them stands the colour's place in the palette. */
const COLOR_SHIFT = 3;

const PALETTE = HIGHLIGHT_COLOR_IDS.map((id, place) => `WHEN '${id}' THEN ${place}`).join(' ');
// One number instead of many columns: reading a hundred thousand rows is what takes the time.
const READ = `SELECT id, article_id, "start", (note <> '') * ${ANNOTATION_FLAGS.note} + (exact <> '') * ${ANNOTATION_FLAGS.passage}
    + orphaned * ${ANNOTATION_FLAGS.orphaned} + ((CASE color ${PALETTE} ELSE 0 END) << ${COLOR_SHIFT})
  FROM annotations WHERE removed_at IS NULL ORDER BY created_at, id`;

/** What filters and lists need of every annotation that is not removed, by its row, side by side in memory. */
export class AnnotationColumns {
  /** The row of the story; 0 for removed ones. */
  readonly stories: Uint32Array;
  /** Where the passage began in the text it was made against. */
  readonly starts: Int32Array;
  /** Places in the order of making. */
  readonly ranks: Int32Array;
  /** Places of colours in the palette. */
  readonly colors: Uint8Array;
  private readonly flags: Uint8Array;
  private tagging: [tag: number, annotation: number][] | null = null;

  constructor(private readonly db: ReadableDb) {
    const rows = db.prepare<[], [id: number, story: number, start: number, rest: number]>(READ).raw().all();
    const size = rows.reduce((largest, [id]) => Math.max(largest, id + 1), 1);
    this.stories = new Uint32Array(size);
    this.starts = new Int32Array(size);
    this.ranks = new Int32Array(size);
    this.colors = new Uint8Array(size);
    this.flags = new Uint8Array(size);
    rows.forEach(([id, story, start, rest], rank) => {
      this.stories[id] = story;
      this.starts[id] = start;
      this.ranks[id] = rank;
      this.colors[id] = rest >>> COLOR_SHIFT;
      this.flags[id] = rest & ((1 << COLOR_SHIFT) - 1);
    });
  }

  get size(): number {
    return this.stories.length;
  }

  /** Annotations that fulfil a condition. */
  where(size: number, condition: (annotation: number) => boolean): DocSet {
    const set = new DocSet(size);
    this.stories.forEach((story, annotation) => {
      if (story !== 0 && condition(annotation)) set.add(annotation);
    });
    return set;
  }

  has(annotation: number, flag: number): boolean {
    return ((this.flags[annotation] ?? 0) & flag) !== 0;
  }

  /** Every tag on every annotation, removed ones included, by their rows; read when first asked for. */
  get tags(): readonly [tag: number, annotation: number][] {
    return (this.tagging ??= this.db
      .prepare<[], [tag: number, annotation: number]>('SELECT tag_id, annotation_id FROM annotation_tags ORDER BY tag_id')
      .raw()
      .all());
  }

  /** Annotations made in a time: ISO 8601, UTC; an empty string is no limit. */
  madeBetween(size: number, from: string, to: string): DocSet {
    const before = this.db
      .prepare<[string], number>('SELECT count(*) FROM annotations WHERE removed_at IS NULL AND created_at < ?')
      .pluck();
    const first = from === '' ? 0 : (before.get(from) ?? 0);
    const end = to === '' ? Infinity : (before.get(to) ?? 0);
    return this.where(size, (annotation) => {
      const rank = this.ranks[annotation] ?? 0;
      return rank >= first && rank < end;
    });
  }
}
