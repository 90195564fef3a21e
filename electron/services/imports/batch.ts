import { isCandidate, type Item } from './items';
import { heldBytes } from './sources';

/** Items in one unit of work at most. */
const MOST_ITEMS = 200;
/** Bytes of text and originals in one unit of work, about. */
const MOST_BYTES = 2 * 1_048_576;
/** Items wait this long at most for others, in milliseconds, so that slow formats show progress too. */
const LONGEST_WAIT = 250;
/** A unit of work should take this long, in milliseconds: a person's edit may have to wait for it. */
const TARGET = 25;
/** Fewer would spend more time on committing than on stories. */
const FEWEST_ITEMS = 8;

/** Gathers items until they are worth a unit of work, and learns how many of them take how long. */
export class Batch {
  private items: Item[] = [];
  private bytes = 0;
  private since = 0;
  private limit = MOST_ITEMS / 4;
  private lastPath = '';

  get isEmpty(): boolean {
    return this.items.length === 0;
  }

  /** @returns whether it should be written now */
  add(item: Item): boolean {
    if (this.isEmpty) this.since = performance.now();
    this.items.push(item);
    this.bytes += this.weigh(item);
    return this.items.length >= this.limit || this.bytes >= MOST_BYTES || performance.now() - this.since >= LONGEST_WAIT;
  }

  take(): Item[] {
    const { items } = this;
    this.items = [];
    this.bytes = 0;
    this.lastPath = '';
    return items;
  }

  /** How long writing so many items took, in milliseconds. */
  learn(count: number, milliseconds: number): void {
    const fitting = (count * TARGET) / Math.max(milliseconds, 1);
    // Half-way only: one slow disk access says little about the next batch.
    this.limit = Math.round(Math.min(MOST_ITEMS, Math.max(FEWEST_ITEMS, (this.limit + fitting) / 2)));
  }

  private weigh({ what }: Item): number {
    if (!isCandidate(what)) return 0;
    const isNewFile = what.path !== this.lastPath;
    this.lastPath = what.path;
    return (
      (what.story.html?.length ?? 0) +
      what.story.text.length +
      (what.original && (isNewFile || what.parsed.archived?.original) ? heldBytes(what.original) : 0)
    );
  }
}
