/** Dates as newspapers print them, and as pages' metadata hold them. */

/** Languages whose month names are known; the names themselves come from Unicode's locale data. */
const LOCALES = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'sv', 'da', 'nb', 'fi', 'pl', 'cs', 'ru', 'uk', 'tr', 'el'];

const MONTHS = monthNames();

function monthNames(): ReadonlyMap<string, number> {
  const names = new Map<string, number>([['sept', 9]]);
  for (const locale of LOCALES) {
    for (const options of [
      { month: 'long' },
      { month: 'short' },
      { day: 'numeric', month: 'long' },
      { day: 'numeric', month: 'short' },
    ] as const) {
      const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
      for (let month = 1; month <= 12; month += 1) {
        const part = format.formatToParts(new Date(Date.UTC(2024, month - 1, 1))).find(({ type }) => type === 'month');
        const name = part?.value.toLowerCase().replace(/\.$/, '') ?? '';
        if (/^\p{L}{3,}$/u.test(name) && !names.has(name)) names.set(name, month);
      }
    }
  }
  return names;
}

/** Newspapers are not older; what systems write for an unknown date, such as the year 1, is. */
const FIRST_YEAR = 1500;

const MONTH = String.raw`(?<month>\p{L}{3,})\.?`;
/** Ways to write a date, with the groups `year`, `month` and `day`. */
const PATTERNS = [
  /(?<year>\d{4})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})(?!\d)/u,
  /(?<year>\d{4})\s*[年년]\s*(?<month>\d{1,2})\s*[月월]\s*(?<day>\d{1,2})\s*[日일]/u,
  new RegExp(String.raw`${MONTH}\s+(?<day>\d{1,2})(?:st|nd|rd|th)?\s*,?\s+(?:at\s+)?(?<year>\d{4})(?!\d)`, 'u'),
  new RegExp(
    String.raw`(?<!\d)(?<day>\d{1,2})(?:st|nd|rd|th|er|\.|º)?\s+(?:de\s+)?${MONTH},?\s+(?:de\s+|del\s+)?(?<year>\d{4})(?!\d)`,
    'u',
  ),
  // With dots, the day stands first everywhere; with slashes nobody can tell, so those are not read.
  /(?<!\d)(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})(?!\d)/u,
];
const TIME =
  /(?<![\d:])(?<hour>\d{1,2})[:.](?<minute>\d{2})(?::\d{2})?\s*(?<half>[ap]\.?m\b\.?)?\s*(?<zone>Z\b|UTC\b|GMT\b|[+-]\d{2}:?\d{2})?/iu;

/** Longer texts are no dates, and looking for one in them takes long. */
const MAX_LINE = 300;

export interface FoundDate {
  /** ISO 8601 date or date-time, as precise as the source. */
  iso: string;
  /** What of the text is not the date. */
  rest: string;
}

/** The first date in a line of print, with the time that follows it, or `null`. */
export function findDate(line: string): FoundDate | null {
  if (line.length > MAX_LINE) return null;
  const text = line.normalize('NFKC');
  for (const pattern of PATTERNS) {
    const match = pattern.exec(text);
    const date = match && calendarDate(match.groups ?? {});
    if (!match || !date) continue;
    const before = text.slice(0, match.index);
    const after = text.slice(match.index + match[0].length);
    const time = TIME.exec(after);
    const clock = time && clockTime(time.groups ?? {});
    if (!time || !clock) return { iso: date, rest: `${before} ${after}`.trim() };
    const rest = `${before} ${after.slice(0, time.index)} ${after.slice(time.index + time[0].length)}`;
    return { iso: `${date}T${clock}`, rest: rest.trim() };
  }
  return null;
}

function calendarDate({ year, month, day }: Record<string, string | undefined>): string | null {
  const number = /^\d+$/.test(month ?? '') ? Number(month) : MONTHS.get((month ?? '').toLowerCase());
  if (number === undefined || number < 1 || number > 12) return null;
  const date = new Date(Date.UTC(Number(year), number - 1, Number(day)));
  // February 30 would become March 1.
  if (Number(year) < FIRST_YEAR || date.getUTCMonth() !== number - 1) return null;
  return date.toISOString().slice(0, 10);
}

function clockTime({ hour, minute, half, zone }: Record<string, string | undefined>): string | null {
  let hours = Number(hour);
  if (half && hours > 12) return null;
  if (half) hours = (hours % 12) + (/^p/i.test(half) ? 12 : 0);
  if (hours > 23 || Number(minute) > 59) return null;
  const offset = zone === undefined ? '' : /^[+-]/.test(zone) ? zone.replace(/^(...):?/, '$1:') : 'Z';
  return `${String(hours).padStart(2, '0')}:${minute ?? '00'}${offset}`;
}

/** A year, or a month of one. */
const LESS_THAN_A_DAY = /^\d{4}(-(0[1-9]|1[0-2]))?$/;
const ISO = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}(:?\d{2})?)?)?$/;

/**
 * A date from metadata as ISO 8601, or an empty string. ISO stays as precise as it is; RFC 2822 and what browsers print
 * keep the offset they name, as UTC.
 */
export function isoDate(value: string): string {
  const text = value.trim();
  if (text.length > MAX_LINE) return '';
  const iso = text.replace(/^(\d{4}-\d{2}-\d{2}) (?=\d{2}:\d{2})/, '$1T').replace(/ (?=(Z|[+-]\d{2}:?\d{2})$)/, '');
  if (LESS_THAN_A_DAY.test(iso) && Number(iso.slice(0, 4)) >= FIRST_YEAR) return iso;
  if (ISO.test(iso) && Number(iso.slice(0, 4)) < FIRST_YEAR) return '';
  if (ISO.test(iso) && !Number.isNaN(Date.parse(iso.slice(0, 10)))) return iso.replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
  // Date.parse takes nearly anything; only what names day, month, year, time and zone is unambiguous.
  if (/\d{4}\b.*\d{1,2}:\d{2}.*(GMT|UTC|Z|[+-]\d{4})/.test(text)) {
    const instant = Date.parse(text.replace(/\s*\([^)]*\)\s*$/, ''));
    if (!Number.isNaN(instant)) return new Date(instant).toISOString().replace('.000Z', 'Z');
  }
  return findDate(text)?.iso ?? '';
}
