/** A year, month or day as a query names it. */
const DAY = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/;

const iso = (year: number, month: number, day: number) => new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);

/**
 * The days of `2018`, `2018-09` or `2018-09-23`: from the first up to but not with `to`.
 * @returns `null` when it is no date of the calendar
 */
export function dayRange(text: string): { from: string; to: string } | null {
  const match = DAY.exec(text.trim());
  if (!match) return null;
  const year = Number(match[1]);
  const month = match[2] === undefined ? null : Number(match[2]);
  const day = match[3] === undefined ? null : Number(match[3]);
  if (year < 100 || year > 9998) return null;
  if (month === null) return { from: iso(year, 0, 1), to: iso(year + 1, 0, 1) };
  if (month < 1 || month > 12) return null;
  if (day === null) return { from: iso(year, month - 1, 1), to: iso(year, month, 1) };
  if (day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  return { from: iso(year, month - 1, day), to: iso(year, month - 1, day + 1) };
}
