import type { PageOptions } from '../../../core/pages';

type Clock = Pick<PageOptions, 'locale' | 'timeZone'>;

/** Formats made before: making one takes longer than using it a hundred times. */
const FORMATS = new Map<string, Intl.DateTimeFormat>();

function formatOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const format = FORMATS.get(key) ?? new Intl.DateTimeFormat(locale, options);
  FORMATS.set(key, format);
  return format;
}

/** An instant as notes have it: `2026-03-02 09:20` in the reader's zone. What is no instant is given back as it is. */
export function minuteOf(iso: string, { timeZone }: Clock): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return formatOf('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(date);
}

/**
 * An instant as properties of notes have it, which know no zones: `2026-03-02T09:20:30` in the reader's zone. A day, and a time without
 * a zone, are given back as they are.
 */
export function secondOf(iso: string, { timeZone }: Clock): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime()) || !/T.*(?:Z|[+-]\d\d:?\d\d)$/i.test(iso)) return iso.slice(0, 19);
  return formatOf('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(date).replace(' ', 'T');
}

/**
 * An ISO 8601 date or date-time in words, as precise as it is: `2018`, `September 2018`, `23 September 2018`, or with the time in
 * the reader's zone. What is no date is given back as it is, since the source said it.
 */
export function dateInWords(iso: string, { locale, timeZone }: Clock): string {
  const parts = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(T.+)?)?)?$/.exec(iso);
  if (!parts) return iso;
  const [, , month, day, time] = parts;
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  if (time === undefined) {
    // A day is a day everywhere: it is not moved into a zone.
    const precision: Intl.DateTimeFormatOptions = { year: 'numeric', timeZone: 'UTC' };
    if (month !== undefined) precision.month = 'long';
    if (day !== undefined) precision.day = 'numeric';
    return formatOf(locale, precision).format(date);
  }
  // Without an offset the time is the newsroom's own, and moving it would be inventing one.
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/i.test(time);
  return formatOf(locale, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    ...(zoned ? { timeZone, timeZoneName: 'short' } : { timeZone: 'UTC' }),
  }).format(zoned ? date : new Date(`${iso}Z`));
}

/** The calendar fields of an instant in UTC: year, month, day, hour, minute, second. The epoch's when it is no date. */
export function calendarFields(iso: string): number[] {
  const time = Date.parse(iso);
  const date = new Date(Number.isNaN(time) ? 0 : time);
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()];
}
