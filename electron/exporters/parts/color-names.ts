import type { ColorMeanings, HighlightColorId } from '../../../core/highlight-colors';
import * as m from '../../../core/messages/messages.js';

const NAMES: Record<HighlightColorId, () => string> = {
  yellow: m.color_yellow,
  green: m.color_green,
  blue: m.color_blue,
  pink: m.color_pink,
  orange: m.color_orange,
  purple: m.color_purple,
  underline: m.color_underline,
};

/** What a colour means to the person, or else its name. */
export const colorName = (color: HighlightColorId, meanings: ColorMeanings): string => meanings[color] || NAMES[color]();
