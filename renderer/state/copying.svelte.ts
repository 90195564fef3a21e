import type { Clipped, ClippingForm } from '../../core/clipping';
import type { CitationStyle } from '../../core/citation-styles';
import { DEFAULT_CHOICE } from '../../core/exporting';
import { call } from '../api';
import { store, stored } from './stored';

const KEY = 'broadsheet.copying';

interface Saved {
  style: string;
  dragTo: string;
}

function load(): Saved {
  const { style, dragTo } = stored(KEY);
  return {
    style: typeof style === 'string' ? style : DEFAULT_CHOICE.style,
    dragTo: typeof dragTo === 'string' ? dragTo : 'markdown',
  };
}

/** What leaves the window without a file being asked for: how references are written, and what dragged stories become. Remembered. */
export class Copying {
  #saved = $state.raw(load());
  /** Those that can be chosen; read when somebody is about to. */
  styles = $state.raw<readonly CitationStyle[]>([]);

  get style(): string {
    return this.#saved.style;
  }

  set style(style: string) {
    this.#save({ ...this.#saved, style });
  }

  /** The format that stories have when they are dragged out. */
  get dragTo(): string {
    return this.#saved.dragTo;
  }

  set dragTo(dragTo: string) {
    this.#save({ ...this.#saved, dragTo });
  }

  async loadStyles(): Promise<void> {
    this.styles = await call('references.styles', {});
  }

  async copy(what: Clipped, form: ClippingForm): Promise<void> {
    await call('clipping.copy', { what: what.kind === 'references' ? { ...what, uids: [...what.uids] } : what, form, style: this.style });
  }

  #save(saved: Saved): void {
    this.#saved = saved;
    store(KEY, saved);
  }
}
