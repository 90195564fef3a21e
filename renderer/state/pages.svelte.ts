import { DEFAULT_LOOK, MARGINS, NOTE_PLACES, PAPER_SIZES, TEXT_SIZES, type PageChoice, type PageLook } from '../../core/pages';
import { store, stored } from './stored';

const KEY = 'broadsheet.pages';

const oneOf = <T>(known: readonly T[], value: unknown, otherwise: T): T => known.find((one) => one === value) ?? otherwise;

/** Whatever the storage holds, made whole. */
function load(): PageChoice {
  const found: Partial<Record<keyof PageLook | 'paper', unknown>> = stored(KEY);
  return {
    paper: oneOf([...PAPER_SIZES, null], found.paper, null),
    look: {
      textSize: oneOf(TEXT_SIZES, found.textSize, DEFAULT_LOOK.textSize),
      margins: oneOf(MARGINS, found.margins, DEFAULT_LOOK.margins),
      notes: oneOf(NOTE_PLACES, found.notes, DEFAULT_LOOK.notes),
      highlights: oneOf([true, false], found.highlights, DEFAULT_LOOK.highlights),
      provenance: oneOf([true, false], found.provenance, DEFAULT_LOOK.provenance),
    },
  };
}

/** How pages are to look when stories are printed or saved as PDF; remembered on this computer. */
export class Pages {
  #choice = $state.raw(load());

  get choice(): PageChoice {
    return this.#choice;
  }

  set(change: Partial<PageLook> & Partial<Pick<PageChoice, 'paper'>>): void {
    const { paper = this.#choice.paper, ...look } = change;
    this.#choice = { paper, look: { ...this.#choice.look, ...look } };
    store(KEY, { paper, ...this.#choice.look });
  }
}
