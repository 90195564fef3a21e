/** A moment as the archive writes moments: ISO 8601, UTC, milliseconds; empty for what is none. */
export function isoTime(value: unknown): string {
  if (typeof value !== 'string' || value.length > 40) return '';
  const time = new Date(value);
  return Number.isNaN(time.getTime()) ? '' : time.toISOString();
}
