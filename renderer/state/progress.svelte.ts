import type { StoryState } from '../../core/state';
import { UNTOUCHED } from '../../core/state';
import { call } from '../api';
import { readingMinutes } from '../format';

/** A position is kept when it stands still for so long, in milliseconds. */
const STILL = 600;
/** Whoever only walks past a story in the list does not open it, nor read it to its end. In milliseconds. */
const GLANCE = 1_500;
/** Who stayed for this share of the time a story takes has read it. */
const ENOUGH = 0.6;
/** How often the time is looked at, in milliseconds, and the longest that counts between two signs of the reader. */
const TICK = 5_000;
const ABSENT = 120_000;

/** How far the open story is read. What it notes is not in the history of edits: nobody wants to undo having read. */
export class Progress {
  #uid = '';
  #isRead = true;
  #readAtEnd = false;
  #openedAt = 0;
  #seenAt = 0;
  #stayed = 0;
  #needed = Infinity;
  #position = $state.raw(0);
  #share = $state.raw(0);
  #unkept = false;
  #timers: ReturnType<typeof setTimeout>[] = [];

  /** Offset of the first line in view, in the story's text. */
  get position(): number {
    return this.#position;
  }
  /** How much of the story is above the view's lower edge, from 0 to 1. */
  get share(): number {
    return this.#share;
  }

  /** A story was opened. */
  begin(uid: string, words: number, { position, readAt }: StoryState = UNTOUCHED): void {
    this.end();
    this.#uid = uid;
    this.#position = position;
    this.#share = 0;
    this.#isRead = readAt !== '';
    this.#readAtEnd = false;
    this.#openedAt = this.#seenAt = Date.now();
    this.#stayed = 0;
    this.#needed = readingMinutes(words) * 60_000 * ENOUGH;
    this.#timers = [setTimeout(() => this.#opened(), GLANCE), setInterval(() => this.#tick(), TICK)];
  }

  /** What is in view, at every change of it. */
  see(position: number, share: number): void {
    this.#seenAt = Date.now();
    this.#share = share;
    if (share >= 1) this.#readAtEnd = true;
    if (position !== this.#position) {
      this.#position = position;
      this.#unkept = true;
      clearTimeout(this.#timers[2]);
      this.#timers[2] = setTimeout(() => void this.#keep(), STILL);
    }
    this.#finishIfRead();
  }

  /** The story is left, or the window: what was not kept yet is kept now. */
  end(): void {
    this.#timers.forEach((timer) => clearTimeout(timer));
    this.#timers = [];
    void this.#keep();
    this.#uid = '';
  }

  #opened(): void {
    void call('reading.open', { uid: this.#uid }).catch(() => undefined);
    this.#finishIfRead();
  }

  #tick(): void {
    if (document.visibilityState === 'visible' && document.hasFocus() && Date.now() - this.#seenAt < ABSENT) this.#stayed += TICK;
    this.#finishIfRead();
  }

  #finishIfRead(): void {
    const hasStayed = Date.now() - this.#openedAt >= GLANCE;
    if (this.#isRead || this.#uid === '' || !hasStayed || !(this.#readAtEnd || this.#stayed >= this.#needed)) return;
    this.#isRead = true;
    void call('reading.finish', { uid: this.#uid }).catch(() => undefined);
  }

  /** A story that went away meanwhile needs no position. */
  async #keep(): Promise<void> {
    if (!this.#unkept || this.#uid === '') return;
    this.#unkept = false;
    await call('reading.position', { uid: this.#uid, position: this.#position }).catch(() => undefined);
  }
}
