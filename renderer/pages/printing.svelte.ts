import { DEFAULT_CHOICE, type ExportChoice } from '../../core/exporting';
import * as m from '../../core/messages/messages.js';
import type { Printer } from '../../core/printing';
import { call } from '../api';
import type { Meant, StorySelection } from '../exports/meant';
import { store, stored } from '../state/stored';
import type { Desk } from '../state/desk.svelte';

const KEY = 'broadsheet.printing';

/** What is printed, and on what. */
export class Printing {
  what = $state.raw<Meant>('story');
  #printers = $state.raw<Printer[]>([]);
  #wanted = $state.raw(stored(KEY)['printer']);
  copies = $state.raw(1);

  constructor(private readonly desk: Desk) {}

  /** The printers that take pages without asking; none where the system's dialog is the only way. */
  get printers(): Printer[] {
    return this.#printers;
  }

  /** The printer's name; empty for the system's dialog. One that is gone is not printed on. */
  get printer(): string {
    return this.#printers.find(({ name }) => name === this.#wanted)?.name ?? '';
  }

  set printer(name: string) {
    this.#wanted = name;
    store(KEY, { printer: name });
  }

  /** A computer without a printing system is no failure: the dialog says what can be done. */
  async look(): Promise<void> {
    this.#printers = await call('print.printers', {}).catch(() => []);
  }

  /** The bibliography of several stories is in the style of all references. */
  get choice(): ExportChoice {
    return { ...DEFAULT_CHOICE, style: this.desk.copying.style };
  }

  async print(selection: StorySelection): Promise<void> {
    const { printer, copies, choice, desk } = this;
    const pages = desk.pages.of('print');
    if (printer === '') {
      await call('print.ask', { selection, pages, choice });
      return;
    }
    await call('print.send', { selection, pages, choice, printer, copies });
    desk.toasts.done(m.print_sent({ printer }));
  }
}
