import { describe, expect, it } from 'vitest';
import { HIGHLIGHT_COLOR_IDS } from '../../core/highlight-colors';
import { formatDate, readingMinutes } from '../../renderer/format';
import { textDirection } from '../../renderer/reading/direction';
import { highlightStyles } from '../../renderer/reading/highlight-styles';

describe('dates', () => {
  it('are as precise as the source was', () => {
    expect(formatDate('2018')).toBe('2018');
    expect(formatDate('2018-09')).toMatch(/2018/);
    expect(formatDate('2018-09')).not.toMatch(/\b0?1\b/);
    expect(formatDate('2018-09-23')).toMatch(/23/);
  });

  it('stay the same day in every time zone', () => {
    const before = process.env['TZ'];
    for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
      process.env['TZ'] = zone;
      expect(formatDate('2018-09-23')).toMatch(/23/);
    }
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  });

  it('are shown as they came when they are none', () => {
    expect(formatDate('')).toBe('');
    expect(formatDate('last autumn')).toBe('last autumn');
    expect(formatDate('2018-13-45')).toBe('2018-13-45');
  });
});

it('gives even a short story a minute', () => {
  expect(readingMinutes(0)).toBe(1);
  expect(readingMinutes(2_380)).toBe(10);
});

it.each([
  ['en', 'ltr'],
  ['ja', 'ltr'],
  ['ar', 'rtl'],
  ['he-IL', 'rtl'],
  ['fa', 'rtl'],
  ['az-Arab', 'rtl'],
  ['', 'auto'],
  ['not a language', 'auto'],
])('sets %s from the side it is written from', (language, direction) => {
  expect(textDirection(language)).toBe(direction);
});

it('paints every highlight colour, in light and in dark', () => {
  const css = highlightStyles();
  for (const id of HIGHLIGHT_COLOR_IDS) {
    expect(css).toContain(`::highlight(annotation-${id})`);
    expect(css.match(new RegExp(`--hl-${id}:`, 'g'))).toHaveLength(2);
  }
});
