/**
 * The highlight palette. The contract's enum, the reader's palette and `::highlight()` rules, the number keys, the page
 * templates and the names in exports all derive from this one array.
 */
export const HIGHLIGHT_COLORS = [
  { id: 'yellow', letter: 'Y', light: '#fbe88a', dark: '#6b5a12' },
  { id: 'green', letter: 'G', light: '#c4e8b7', dark: '#2f5a2a' },
  { id: 'blue', letter: 'B', light: '#bfdcf7', dark: '#244f78' },
  { id: 'pink', letter: 'P', light: '#f8c9d8', dark: '#6e2f47' },
  { id: 'orange', letter: 'O', light: '#fbd3a6', dark: '#6f4516' },
  { id: 'purple', letter: 'V', light: '#dccdf5', dark: '#4a3a76' },
  // A line instead of a fill: for those who mark with a pencil, and the one style that any printer keeps.
  { id: 'underline', letter: 'U', light: '#1c1b19', dark: '#ece8de' },
] as const;

export type HighlightColorId = (typeof HIGHLIGHT_COLORS)[number]['id'];

export const HIGHLIGHT_COLOR_IDS = HIGHLIGHT_COLORS.map((color) => color.id) as [HighlightColorId, ...HighlightColorId[]];

export const DEFAULT_HIGHLIGHT_COLOR: HighlightColorId = 'yellow';

/** What colours mean to the person, such as “claim” or “evidence”. A colour without a meaning is not in it. */
export type ColorMeanings = Partial<Record<HighlightColorId, string>>;

/** The setting of the archive that holds the meanings. */
export const MEANINGS_SETTING = 'highlight-meanings';
