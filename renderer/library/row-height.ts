import type { Density } from './habits.svelte';

/** A length of `css/tokens.css` in px; those used here are in root ems. */
export function tokenInPx(name: string): number {
  const style = getComputedStyle(document.documentElement);
  return Number.parseFloat(style.getPropertyValue(name)) * Number.parseFloat(style.fontSize);
}

/** Height of one line of the story list, in px. */
export const rowHeightOf = (density: Density): number => tokenInPx(density === 'compact' ? '--height-row-compact' : '--height-row');
