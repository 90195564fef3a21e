import type { Timeline, TimelineUnit } from '../../../core/library';
import { NO_TIME, type Columns } from './columns';
import { dayOf, MINUTES_A_DAY } from './days';

const two = (number: number) => String(number).padStart(2, '0');
const four = (number: number) => String(number).padStart(4, '0');

/** Days from the first to the last one that are counted side by side: far more than newspapers are old. */
const MOST_DAYS = 1_000_000;

/** Stories counted by day of publication, and those without a date. */
export function countDays(columns: Columns, documents: Int32Array): { days: Map<number, number>; undated: number } {
  const { published } = columns;
  let first = Infinity;
  let last = -Infinity;
  let undated = 0;
  for (let index = 0; index < documents.length; index += 1) {
    const minutes = published[documents[index] ?? 0] ?? NO_TIME;
    if (minutes === NO_TIME) undated += 1;
    else {
      if (minutes < first) first = minutes;
      if (minutes > last) last = minutes;
    }
  }
  const firstDay = Math.floor(first / MINUTES_A_DAY);
  const span = Math.min(MOST_DAYS, Math.floor(last / MINUTES_A_DAY) - firstDay + 1);
  const days = new Map<number, number>();
  if (undated === documents.length) return { days, undated };
  const counts = new Uint32Array(span);
  for (let index = 0; index < documents.length; index += 1) {
    const minutes = published[documents[index] ?? 0] ?? NO_TIME;
    if (minutes === NO_TIME) continue;
    const day = Math.min(span - 1, Math.floor(minutes / MINUTES_A_DAY) - firstDay);
    counts[day] = (counts[day] ?? 0) + 1;
  }
  counts.forEach((count, day) => {
    if (count > 0) days.set(firstDay + day, count);
  });
  return { days, undated };
}

/** Stories counted by year, month or day of publication, oldest first. */
export function countTimeline(columns: Columns, documents: Int32Array, unit: TimelineUnit): Timeline {
  const { days, undated } = countDays(columns, documents);
  const bars = new Map<string, number>();
  for (const [number, count] of days) {
    const { year, month, day } = dayOf(number * MINUTES_A_DAY);
    const name =
      unit === 'year' ? four(year) : unit === 'month' ? `${four(year)}-${two(month)}` : `${four(year)}-${two(month)}-${two(day)}`;
    bars.set(name, (bars.get(name) ?? 0) + count);
  }
  return { unit, bars: [...bars].map(([name, count]) => ({ name, count })), undated };
}
