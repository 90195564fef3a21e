import {
  DEFAULT_LOOK,
  MARGINS,
  NOTE_PLACES,
  PAGE_COLUMNS,
  PAPER_SIZES,
  PDF_STANDARDS,
  TEXT_SIZES,
  type PageChoice,
  type PageLook,
} from '../../core/pages';
import { call } from '../api';
import { store, stored } from './stored';

const KEY = 'broadsheet.pages';

const oneOf = <T>(known: readonly T[], value: unknown, otherwise: T): T => known.find((one) => one === value) ?? otherwise;

/** Whatever the storage holds, made whole. */
function load(): PageChoice {
  const found: Partial<Record<keyof PageLook | 'paper', unknown>> = stored(KEY);
  const onOff = (name: 'clean' | 'highlights' | 'pictures' | 'links' | 'runningHead' | 'runningFoot' | 'provenance') =>
    oneOf([true, false], found[name], DEFAULT_LOOK[name]);
  return {
    paper: oneOf([...PAPER_SIZES, null], found.paper, null),
    look: {
      design: typeof found.design === 'string' ? found.design : DEFAULT_LOOK.design,
      textSize: oneOf(TEXT_SIZES, found.textSize, DEFAULT_LOOK.textSize),
      margins: oneOf(MARGINS, found.margins, DEFAULT_LOOK.margins),
      columns: oneOf(PAGE_COLUMNS, found.columns, DEFAULT_LOOK.columns),
      notes: oneOf(NOTE_PLACES, found.notes, DEFAULT_LOOK.notes),
      standard: oneOf(PDF_STANDARDS, found.standard, DEFAULT_LOOK.standard),
      clean: onOff('clean'),
      highlights: onOff('highlights'),
      pictures: onOff('pictures'),
      links: onOff('links'),
      runningHead: onOff('runningHead'),
      runningFoot: onOff('runningFoot'),
      provenance: onOff('provenance'),
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

  #designs = $state.raw<string[]>([]);

  /** The names of the person's own page designs; one that is chosen is among them even where its file is gone. */
  get designs(): string[] {
    const { design } = this.#choice.look;
    return design === '' || this.#designs.includes(design) ? this.#designs : [...this.#designs, design];
  }

  isThere(design: string): boolean {
    return this.#designs.includes(design);
  }

  /** Looks again at the designs, which other programs change: the pages in view are set anew. */
  async lookAgain(): Promise<void> {
    this.#designs = await call('designs.list', {});
    if (this.#choice.look.design !== '') this.#choice = { ...this.#choice };
  }

  /** Makes a copy of the app's own design, chooses it, and shows where it is, to be changed. */
  async makeDesign(wanted: string): Promise<string> {
    const { name } = await call('designs.create', { name: wanted });
    await this.lookAgain();
    this.set({ design: name });
    await this.showDesign(name);
    return name;
  }

  /** Shows a design where it can be changed; without a name, the folder of all. */
  async showDesign(name: string): Promise<void> {
    await call('designs.reveal', { name });
  }
}
