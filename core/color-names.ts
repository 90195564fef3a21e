import type { ColorMeanings, HighlightColorId } from './highlight-colors';
import * as m from './messages/messages.js';

/** What people call each highlight colour. A new colour does not compile until it has a name. */
export const COLOR_NAMES: Readonly<Record<HighlightColorId, () => string>> = {
  yellow: m.color_yellow,
  green: m.color_green,
  blue: m.color_blue,
  pink: m.color_pink,
  orange: m.color_orange,
  purple: m.color_purple,
  underline: m.color_underline,
};

/** What a colour means to the person, or else its name. */
export const colorName = (color: HighlightColorId, meanings: ColorMeanings): string => meanings[color] || COLOR_NAMES[color]();
