import { HIGHLIGHT_COLORS, type HighlightColorId } from '../../../core/highlight-colors';

/** A line of its own for each colour, so that a printer without colours keeps them apart. */
const LINES: Readonly<Record<HighlightColorId, string>> = {
  yellow: 'dotted 1px',
  green: 'dashed 1px',
  blue: 'double 1px',
  pink: 'wavy 1px',
  orange: 'dotted 2px',
  purple: 'dashed 2px',
  underline: 'solid 1px',
};

const MARK = 'mark[data-color]';
const of = (id: string) => `[data-color='${id}']`;

/** Without colours, a highlight is told by its line and by the letter of its colour behind it. */
const PRINTED = [
  `${MARK} { -webkit-print-color-adjust: exact; print-color-adjust: exact; text-decoration: underline; text-underline-offset: 0.2em; }`,
  ...HIGHLIGHT_COLORS.map(({ id }) => `mark${of(id)} { text-decoration: underline ${LINES[id]}; }`),
  `${MARK}::after { content: attr(data-letter); font: 600 0.55em system-ui, sans-serif; vertical-align: super; display: inline-block; padding-inline-start: 0.15em; }`,
].join('\n');

/** Fills of passages and of the letters that stand for them; a pencil's line has none. */
function fills(theme: 'light' | 'dark'): string {
  return HIGHLIGHT_COLORS.map((color) =>
    color.id === 'underline'
      ? `mark${of(color.id)}, .tile${of(color.id)} { background-color: transparent; text-decoration: underline ${LINES[color.id]}; }`
      : `mark${of(color.id)}, .tile${of(color.id)} { background-color: ${color[theme]}; }\n.note${of(color.id)} .passage { border-color: ${color[theme]}; }`,
  ).join('\n');
}

/** The rules of highlights on pages that may be light, dark or printed. */
export function highlightCss(): string {
  return `${fills('light')}
@media (prefers-color-scheme: dark) {
${fills('dark')}
}
@media (forced-colors: active) {
${PRINTED}
}
@media print {
${fills('light')}
${PRINTED}
}
`;
}

/** The same in books, whose readers change the colour of text and not of what is behind it. */
export function bookHighlightCss(): string {
  const inked = HIGHLIGHT_COLORS.filter(({ id }) => id !== 'underline').map(({ id }) => `mark${of(id)}, .tile${of(id)}`);
  return `${fills('light')}\n${inked.join(', ')} { color: #1c1b19; }\n${HIGHLIGHT_COLORS.map(({ id }) => `mark${of(id)} { text-decoration: underline ${LINES[id]}; }`).join('\n')}\n`;
}
