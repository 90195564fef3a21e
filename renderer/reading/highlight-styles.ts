import { HIGHLIGHT_COLORS, type HighlightColorId } from '../../core/highlight-colors';

/** The names under which passages are painted, for `::highlight()`. */
export const annotationHighlight = (color: HighlightColorId) => `annotation-${color}`;
export const ACTIVE_HIGHLIGHT = 'annotation-active';
export const HIT_HIGHLIGHT = 'search-hit';
export const CURRENT_HIT_HIGHLIGHT = 'search-hit-current';
export const FOUND_HIGHLIGHT = 'found';
export const CURRENT_FOUND_HIGHLIGHT = 'found-current';
export const SPOKEN_HIGHLIGHT = 'spoken';
export const CARET_HIGHLIGHT = 'reading-caret';

/** The palette as custom properties `--hl-<id>`, and the rules that paint with it, as a style sheet's text. */
export function highlightStyles(): string {
  const properties = (shade: 'light' | 'dark') => HIGHLIGHT_COLORS.map((color) => `--hl-${color.id}:${color[shade]}`).join(';');
  const painted = HIGHLIGHT_COLORS.map(({ id }) => {
    const look = id === 'underline' ? `text-decoration:underline 2px var(--hl-${id})` : `background-color:var(--hl-${id})`;
    return `::highlight(${annotationHighlight(id)}){${look};color:var(--ink)}`;
  });
  return [
    `:root{${properties('light')}}`,
    `:root[data-theme='dark']{${properties('dark')}}`,
    ...painted,
    `::highlight(${ACTIVE_HIGHLIGHT}){text-decoration:underline 2px var(--accent)}`,
    `::highlight(${HIT_HIGHLIGHT}){background-color:var(--hit);color:var(--ink);text-decoration:underline 1px dotted var(--ink-2)}`,
    `::highlight(${CURRENT_HIT_HIGHLIGHT}){background-color:var(--hit-current);color:var(--ink);text-decoration:underline 2px var(--ink)}`,
    `::highlight(${SPOKEN_HIGHLIGHT}){background-color:var(--accent-soft);color:var(--ink);text-decoration:underline 2px var(--accent)}`,
    `::highlight(${FOUND_HIGHLIGHT}){background-color:color-mix(in srgb,var(--focus) 26%,var(--paper));color:var(--ink)}`,
    `::highlight(${CURRENT_FOUND_HIGHLIGHT}){background-color:var(--focus);color:var(--paper)}`,
    `::highlight(${CARET_HIGHLIGHT}){background-color:var(--focus);color:var(--paper)}`,
  ].join('\n');
}

/** Adds the palette to the page. A constructed sheet, since the page's policy forbids `<style>`. */
export function installHighlightStyles(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(highlightStyles());
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
