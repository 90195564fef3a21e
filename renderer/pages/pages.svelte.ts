import { wholePageChoice } from '../../core/choices';
import type { PageChoice, PageLook, PagePurpose } from '../../core/pages';
import { PAGE_PURPOSES } from '../../core/pages';
import { call } from '../api';
import { store, stored } from '../state/stored';

const KEY = 'broadsheet.pages';

type Choices = Record<PagePurpose, PageChoice>;

/** Whatever the storage holds, made whole. */
function load(): Choices {
  const found = stored(KEY);
  return Object.fromEntries(PAGE_PURPOSES.map((purpose) => [purpose, wholePageChoice(found[purpose])])) as Choices;
}

/** How pages are to look, for each purpose by itself; remembered on this computer. */
export class Pages {
  #choices = $state.raw(load());
  #designs = $state.raw<string[]>([]);

  of(purpose: PagePurpose): PageChoice {
    return this.#choices[purpose];
  }

  set(purpose: PagePurpose, change: Partial<PageLook> & Partial<Pick<PageChoice, 'paper'>>): void {
    const before = this.#choices[purpose];
    const { paper = before.paper, ...look } = change;
    this.#choices = { ...this.#choices, [purpose]: { paper, look: { ...before.look, ...look } } };
    store(KEY, this.#choices);
  }

  /** The names of the person's own page designs; one that is chosen is among them even where its file is gone. */
  designsFor(purpose: PagePurpose): string[] {
    const { design } = this.of(purpose).look;
    return design === '' || this.#designs.includes(design) ? this.#designs : [...this.#designs, design];
  }

  isThere(design: string): boolean {
    return this.#designs.includes(design);
  }

  /** Looks again at the designs, which other programs change: pages in view that are set by one of them are set anew. */
  async lookAgain(): Promise<void> {
    this.#designs = await call('designs.list', {});
    const anew = Object.entries(this.#choices).map(([purpose, choice]) => [purpose, choice.look.design === '' ? choice : { ...choice }]);
    this.#choices = Object.fromEntries(anew) as Choices;
  }

  /** Makes a copy of the app's own design, chooses it, and shows where it is, to be changed. */
  async makeDesign(purpose: PagePurpose, wanted: string): Promise<string> {
    const { name } = await call('designs.create', { name: wanted });
    await this.lookAgain();
    this.set(purpose, { design: name });
    await this.showDesign(name);
    return name;
  }

  /** Shows a design where it can be changed; without a name, the folder of all. */
  async showDesign(name: string): Promise<void> {
    await call('designs.reveal', { name });
  }
}
