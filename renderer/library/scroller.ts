/**
 * Scrolling through more rows than an element can be tall: Chromium cuts elements off at 2^25 px, which is a quarter of a million
 * rows. Above {@link TALLEST} the element stays that tall, and places in the list are told apart from places of the scroll bar. Near
 * both ends they run side by side; wheel, keys and touch move the list pixel by pixel everywhere, dragging the scroll bar goes where
 * its place says.
 */

/** Height of the scrolled element in px, at most. */
export const TALLEST = 8_000_000;
/** Height at each end in px where the scroll bar and the list run side by side. */
const END = 1_000_000;
/** More px at once than this come from dragging the scroll bar: a pixel of it is at least as much in so tall an element. */
const LEAP = 3_000;

export interface Extent {
  rows: number;
  /** Height of one row in px. */
  rowHeight: number;
  /** Height of what is seen, in px. */
  view: number;
}

export class Scroller {
  #extent: Extent = { rows: 0, rowHeight: 1, view: 0 };
  /** Px of the list above what is seen. */
  #top = 0;
  /** Where the scroll bar stands, in px. */
  #bar = 0;

  get top(): number {
    return this.#top;
  }

  /** Where a row belongs in the scrolled element, in px. */
  placeOf(row: number): number {
    return row * this.#extent.rowHeight - this.#top + this.#bar;
  }

  /** The rows seen, the first and the last. */
  get seen(): { first: number; last: number } {
    const { rows, rowHeight, view } = this.#extent;
    const last = Math.ceil((this.#top + view) / rowHeight) - 1;
    return { first: Math.max(0, Math.min(rows - 1, Math.floor(this.#top / rowHeight))), last: Math.max(0, Math.min(rows - 1, last)) };
  }

  /** Takes another number or height of rows; the first row seen stays where it is. @returns where the scroll bar belongs */
  fit(extent: Extent): number {
    const row = this.#top / this.#extent.rowHeight;
    this.#extent = extent;
    return this.goTo(row * extent.rowHeight);
  }

  /** Shows what is `top` px down the list. @returns where the scroll bar belongs */
  goTo(top: number): number {
    this.#top = Math.max(0, Math.min(this.#lowest, top));
    this.#bar = this.#barAt(this.#top);
    return this.#bar;
  }

  /** Brings a row into view, no further than needed. @returns where the scroll bar belongs */
  reveal(row: number): number {
    const { rowHeight, view } = this.#extent;
    const above = row * rowHeight;
    if (above < this.#top) return this.goTo(above);
    return above + rowHeight > this.#top + view ? this.goTo(above + rowHeight - view) : this.#bar;
  }

  /** The person moved the scroll bar. @returns where it must be put instead, or `null` when it is right */
  moved(bar: number): number | null {
    const by = bar - this.#bar;
    if (by === 0) return null;
    this.#top = this.#isScaled && Math.abs(by) > LEAP ? this.#topAt(bar) : Math.max(0, Math.min(this.#lowest, this.#top + by));
    this.#bar = bar;
    const ideal = this.#barAt(this.#top);
    const isNearEnd = this.#top <= END || this.#top >= this.#lowest - END;
    // In between the two may drift apart; near an end the bar must have as far to go as the list has.
    if (Math.abs(bar - ideal) <= (isNearEnd ? 0.5 : END / 2)) return null;
    this.#bar = ideal;
    return ideal;
  }

  get #height(): number {
    return this.#extent.rows * this.#extent.rowHeight;
  }
  get #isScaled(): boolean {
    return this.#height > TALLEST;
  }
  get #lowest(): number {
    return Math.max(0, this.#height - this.#extent.view);
  }

  #barAt(top: number): number {
    if (!this.#isScaled || top <= END) return Math.round(top);
    const bottom = TALLEST - this.#extent.view;
    if (top >= this.#lowest - END) return Math.round(bottom - (this.#lowest - top));
    return Math.round(END + ((top - END) * (bottom - 2 * END)) / (this.#lowest - 2 * END));
  }

  #topAt(bar: number): number {
    const bottom = TALLEST - this.#extent.view;
    if (bar <= END) return bar;
    if (bar >= bottom - END) return this.#lowest - (bottom - bar);
    return END + ((bar - END) * (this.#lowest - 2 * END)) / (bottom - 2 * END);
  }
}

/** Height of the element that is scrolled, in px. */
export const heightOf = ({ rows, rowHeight }: Pick<Extent, 'rows' | 'rowHeight'>): number => Math.min(TALLEST, rows * rowHeight);
