import type { CountedName, Timeline } from '../../core/library';
import { dayRange } from '../../core/query-dates';
import { operatorText, splitQuery } from '../../core/query-parts';

/** One bar: the stories of a year or month, or of several where there are too many for bars of their own. */
export interface Bar {
  /** The first and the last year or month of it, as a query names them. */
  from: string;
  to: string;
  count: number;
}

/** Bars that fit above the list. */
const MOST_BARS = 60;
/** Years at most that are shown by month. */
const FEW_YEARS = 4;

const isMonth = (name: string) => name.length === 7;
const two = (number: number) => String(number).padStart(2, '0');

/** Years or months as whole numbers in a row. */
function numberOf(name: string): number {
  const [year = 0, month = 1] = name.split('-').map(Number);
  return isMonth(name) ? year * 12 + month - 1 : year;
}
const nameOf = (number: number, byMonth: boolean): string =>
  byMonth ? `${String(Math.floor(number / 12)).padStart(4, '0')}-${two((number % 12) + 1)}` : String(number).padStart(4, '0');

/** Whether so few years are better shown by month. */
export function isShort(years: readonly CountedName[]): boolean {
  const [first] = years;
  const last = years.at(-1);
  return first !== undefined && last !== undefined && numberOf(last.name) - numberOf(first.name) < FEW_YEARS;
}

/** Bars without gaps from the first to the last year or month that has stories. */
export function barsOf({ unit, bars }: Timeline): Bar[] {
  const [first] = bars;
  const last = bars.at(-1);
  if (!first || !last) return [];
  const byMonth = unit === 'month';
  const start = numberOf(first.name);
  const end = numberOf(last.name);
  const step = Math.ceil((end - start + 1) / MOST_BARS);
  const counts = new Map<number, number>();
  for (const { name, count } of bars) {
    const group = Math.floor((numberOf(name) - start) / step);
    counts.set(group, (counts.get(group) ?? 0) + count);
  }
  return Array.from({ length: Math.ceil((end - start + 1) / step) }, (_, group) => ({
    from: nameOf(start + group * step, byMonth),
    to: nameOf(Math.min(end, start + group * step + step - 1), byMonth),
    count: counts.get(group) ?? 0,
  }));
}

const isDate = (part: ReturnType<typeof splitQuery>[number]) =>
  part.kind === 'operator' && !part.negated && (part.name === 'after' || part.name === 'before');

/** A query without its dates. */
export function withoutDates(query: string): string {
  return splitQuery(query)
    .filter((part) => !isDate(part))
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** A query narrowed to the time from one bar to another, in place of the dates it had. */
export function withDates(query: string, first: Bar, last: Bar): string {
  const byMonth = isMonth(first.from);
  const after = operatorText('after', nameOf(numberOf(first.from) - 1, byMonth));
  const before = operatorText('before', nameOf(numberOf(last.to) + 1, byMonth));
  return `${after} ${before} ${withoutDates(query)}`.trimEnd();
}

/** Which bars a query's dates leave, the first and the last; `null` for a query without dates. */
export function datesIn(query: string, bars: readonly Bar[]): { first: number; last: number } | null {
  let from = '';
  let to = '9999';
  const dates = splitQuery(query).filter(isDate);
  for (const part of dates) {
    if (part.kind !== 'operator') continue;
    const range = dayRange(part.value);
    if (range && part.name === 'after' && range.to > from) from = range.to;
    if (range && part.name === 'before' && range.from < to) to = range.from;
  }
  if (dates.length === 0) return null;
  const isLeft = (bar: Bar) => (dayRange(bar.to)?.to ?? '') > from && (dayRange(bar.from)?.from ?? '9999') < to;
  return { first: bars.findIndex(isLeft), last: bars.findLastIndex(isLeft) };
}
