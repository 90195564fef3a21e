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

  /** Scrolls to a passage, unless all of it is in view already. */
  reveal({ start, end }: { start: number; end: number }): void {
    const { scroller } = this;
    const box = this.map?.range(start, end)?.getBoundingClientRect();
    const view = scroller?.getBoundingClientRect();
    if (!scroller || !box || !view || (box.top >= view.top && box.bottom <= view.bottom)) return;
    scroller.scrollBy(0, box.top - view.top - view.height / 3);
  }
}
