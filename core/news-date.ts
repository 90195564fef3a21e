/** Dates as news wires write them: ISO 8601 without its separators, as in `20020225T143000-0500`. */

const FORM = /^(\d{4})-?(\d{2})-?(\d{2})(?:T?(\d{2}):?(\d{2})(?::?(\d{2})(\.\d+)?)?)?(Z|[+-]\d{2}(?::?\d{2})?)?$/;

/** ISO 8601 as wires write it; empty for less than a day, for which they have no form. */
export function newsDate(iso: string): string {
  return /^\d{4}-\d{2}-\d{2}/.test(iso) ? iso.slice(0, 10).replaceAll('-', '') + iso.slice(10).replaceAll(':', '') : '';
}

/** What wires write as ISO 8601, as precise as it was; empty for what is no date. */
export function newsDateOf(written: string): string {
  const [, year, month, day, hour, minute, second, fraction = '', zone = ''] = FORM.exec(written.trim()) ?? [];
  if (year === undefined || Number.isNaN(Date.parse(`${year}-${month ?? ''}-${day ?? ''}`))) return '';
  const date = `${year}-${month ?? ''}-${day ?? ''}`;
  if (hour === undefined) return date;
  const clock = `${hour}:${minute ?? '00'}${second === undefined ? '' : `:${second}${fraction}`}`;
  return `${date}T${clock}${zone.replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2')}`;
}
