import type { ColorMeanings, HighlightColorId } from '../../core/highlight-colors';
import { call } from '../api';
import { colorName } from '../../core/color-names';

/** What highlight colours mean to the person. */
export class Meanings {
  #all = $state.raw<ColorMeanings>({});

  /** What a colour means, or an empty string. */
  of(color: HighlightColorId): string {
    return this.#all[color] ?? '';
  }

  /** What to call a colour: by its meaning where it has one. */
  nameOf(color: HighlightColorId): string {
    return colorName(color, this.#all);
  }

  async load(): Promise<void> {
    this.#all = await call('colors.meanings', {});
  }

  /** Says what a colour means; an empty text takes its meaning away. Can be undone. */
  async name(color: HighlightColorId, meaning: string): Promise<void> {
    if (meaning.trim() !== this.of(color)) this.#all = await call('colors.name', { color, meaning: meaning.trim() });
  }
}
