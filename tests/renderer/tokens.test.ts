import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HIGHLIGHT_COLORS } from '../../core/highlight-colors';

const CSS = readFileSync(join(import.meta.dirname, '../../renderer/css/tokens.css'), 'utf8');

/** The custom properties of a theme's block. */
function theme(name: string): Record<string, string> {
  const block = new RegExp(String.raw`:root\[data-theme='${name}'\] \{([^}]+)\}`).exec(CSS)?.[1];
  if (block === undefined) throw new Error(`tokens.css has no theme ${name}`);
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map((match) => [match[1] ?? '', match[2] ?? '']));
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  if (!/^#[0-9a-f]{6}$/.test(hex)) throw new Error(`${hex} is no colour of the form #rrggbb`);
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

/** Pairs of text and ground that the window uses. */
const TEXT_PAIRS = ['ink', 'ink-2', 'ink-3', 'accent'].flatMap((text) =>
  ['paper', 'paper-2', 'paper-3', 'accent-soft'].map((ground) => [text, ground] as const),
);
const MARKED_PAIRS = [
  ['ink', 'hit'],
  ['ink', 'hit-current'],
] as const;
/** What is seen but not read needs 3:1 (WCAG 2.2, 1.4.11). */
const SHAPE_PAIRS = ['focus', 'control-edge', 'accent'].flatMap((shape) => ['paper', 'paper-2'].map((ground) => [shape, ground] as const));

describe.each(['light', 'dark', 'sepia'])('the %s theme', (name) => {
  const tokens = theme(name);
  const ratio = (a: string, b: string) => contrast(tokens[a] ?? '', tokens[b] ?? '');

  it.each([...TEXT_PAIRS, ...MARKED_PAIRS])('sets %s readably on %s', (text, ground) => {
    expect(ratio(text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(SHAPE_PAIRS)('shows %s on %s', (shape, ground) => {
    expect(ratio(shape, ground)).toBeGreaterThanOrEqual(3);
  });

  it('inverts ink and paper readably on its primary buttons', () => {
    expect(ratio('paper', 'ink')).toBeGreaterThanOrEqual(4.5);
    expect(ratio('paper', 'ink-2')).toBeGreaterThanOrEqual(4.5);
  });

  it.each(HIGHLIGHT_COLORS.filter(({ id }) => id !== 'underline'))('sets ink readably on $id highlights', (color) => {
    expect(contrast(tokens['ink'] ?? '', name === 'dark' ? color.dark : color.light)).toBeGreaterThanOrEqual(4.5);
  });
});

it('defines the same colours in every theme', () => {
  expect(Object.keys(theme('dark'))).toEqual(Object.keys(theme('light')));
  expect(Object.keys(theme('sepia'))).toEqual(Object.keys(theme('light')));
});

it('finds the contrast of known pairs', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});
