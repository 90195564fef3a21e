import type { TextMap } from './text-map';

/** The open story as it stands in the window: what notes, marks and the reading position are placed by. */
export class StoryPage {
  /** What scrolls. */
  scroller = $state.raw<HTMLElement>();
  /** What is scrolled: story, margin and what follows them. */
  sheet = $state.raw<HTMLElement>();
  /** The story's own text. */
  story = $state.raw<HTMLElement>();
  map = $state.raw<TextMap | null>(null);

  /** Whether it is to be seen at all, rather than something else of the story. */
  get isShown(): boolean {
    return this.scroller?.checkVisibility() === true;
  }

  /** The offset of the first line in view; 0 while the story's head is. */
  firstVisible(): number {
    const top = this.scroller?.getBoundingClientRect().top ?? 0;
    if (!this.map || !this.story || this.story.getBoundingClientRect().top >= top) return 0;
    return this.#firstBelow(top);
  }

  /** How much of the text is above the view's lower edge, from 0 to 1. */
  share(): number {
    const bottom = this.scroller?.getBoundingClientRect().bottom ?? 0;
    const length = this.map?.text.length ?? 0;
    return length === 0 ? 1 : this.#firstBelow(bottom) / length;
  }

  /** Puts the line of an offset at the top; 0 is the story's head. */
  goTo(offset: number): void {
    const { scroller } = this;
    if (!scroller) return;
    const box = offset > 0 ? this.#boxAt(offset) : null;
    if (box) scroller.scrollBy(0, box.top - scroller.getBoundingClientRect().top);
    else scroller.scrollTo(0, 0);
  }

  /** The first offset whose line ends below a height of the window; the text's length when there is none. Lines only go down. */
  #firstBelow(height: number): number {
    let [low, high] = [0, this.map?.text.length ?? 0];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#boxAt(middle)?.bottom ?? Infinity) > height + 1) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #boxAt(offset: number): DOMRect | null {
    return this.map?.box(offset, offset + 1) ?? null;
  }

  /** Scrolls to a passage, unless all of it is in view already. */
  reveal({ start, end }: { start: number; end: number }): void {
    const { scroller } = this;
    const box = this.map?.range(start, end)?.getBoundingClientRect();
    const view = scroller?.getBoundingClientRect();
    if (!scroller || !box || !view || (box.top >= view.top && box.bottom <= view.bottom)) return;
    scroller.scrollBy(0, box.top - view.top - view.height / 3);
  }
}
