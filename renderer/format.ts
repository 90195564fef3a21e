/** Dates, numbers and counts in the window's language, as they are written where the person lives. */
import { locale } from './language';

const number = new Intl.NumberFormat(locale);
const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
const longDay = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
const month = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' });
const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
const longMoment = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });

export const formatNumber = (value: number): string => number.format(value);

/** Words a minute; adults read news at about this speed (Brysbaert 2019: 238). */
const READING_SPEED = 238;

/** Minutes a story takes to read, at least one. */
export const readingMinutes = (words: number): number => Math.max(1, Math.round(words / READING_SPEED));

/**
 * A date of a story, as precise as the source was: `2018`, `2018-09`, `2018-09-23` or a date-time. A calendar date stays the
 * same day in every time zone. What is no date is shown as it is.
 */
export function formatDate(value: string, style: 'short' | 'long' = 'short'): string {
  if (/^\d{4}$/.test(value)) return value;
  const calendar = /^\d{4}-\d{2}(-\d{2})?$/.test(value);
  const date = new Date(calendar ? `${value.padEnd(10, '-01')}T00:00:00Z` : value);
  if (value === '' || Number.isNaN(date.getTime())) return value;
  if (value.length === 7) return month.format(date);
  if (calendar) return (style === 'long' ? longDay : day).format(date);
  return (style === 'long' ? longMoment : moment).format(date);
}

const percent = new Intl.NumberFormat(locale, { style: 'percent' });

/** A share from 0 to 1 as a percentage. */
export const formatShare = (share: number): string => percent.format(Math.floor(share * 100) / 100);

const unit = (name: string) => new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: 1 });
const milliseconds = unit('millisecond');
const seconds = unit('second');
const minutes = unit('minute');
const hours = unit('hour');
const megabytes = unit('megabyte');

/** A stretch of time in the largest unit that fits it. */
export function formatDuration(count: number): string {
  if (count < 100) return seconds.format(count);
  return count < 6_000 ? minutes.format(Math.round(count / 60)) : hours.format(count / 3_600);
}

/** Milliseconds as whole ones, at least one. */
export const formatMilliseconds = (count: number): string => milliseconds.format(Math.max(1, Math.round(count)));

const languages = new Intl.DisplayNames(locale, { type: 'language' });

/** A language's name for its tag, such as `pt-BR`; what is no tag is shown as it is. */
export function languageName(tag: string): string {
  try {
    return languages.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

const ago = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });

/** How long ago a moment was, such as “14 minutes ago” or “yesterday”, in the largest unit that fits. */
export function formatAgo(moment: string, now = Date.now()): string {
  const count = Math.max(0, (now - Date.parse(moment)) / 60_000);
  if (count < 60) return ago.format(-Math.round(count), 'minute');
  return count < 24 * 60 ? ago.format(-Math.round(count / 60), 'hour') : ago.format(-Math.round(count / 24 / 60), 'day');
}

/** Bytes as megabytes (10⁶). */
const kilobytes = new Intl.NumberFormat(locale, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 });
/** The size of a file, in the unit that fits. */
export const formatFileSize = (bytes: number): string => (bytes < 1e6 ? kilobytes.format(Math.ceil(bytes / 1e3)) : formatMegabytes(bytes));

export const formatMegabytes = (bytes: number): string => megabytes.format(bytes / 1e6);
