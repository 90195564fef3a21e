import type { Timeline, TimelineUnit } from '../../../core/library';
import { NO_TIME, type Columns } from './columns';
import { dayOf } from './days';

const two = (number: number) => String(number).padStart(2, '0');

/** Stories counted by year, month or day of publication, oldest first. */
export function countTimeline(columns: Columns, documents: Int32Array, unit: TimelineUnit): Timeline {
  const counts = new Map<number, number>();
  let undated = 0;
  for (const document of documents) {
    const minutes = columns.published[document] ?? NO_TIME;
    if (minutes === NO_TIME) {
      undated += 1;
      continue;
    }
    const { year, month, day } = dayOf(minutes);
    const bar = unit === 'year' ? year : unit === 'month' ? year * 100 + month : (year * 100 + month) * 100 + day;
    counts.set(bar, (counts.get(bar) ?? 0) + 1);
  }
  const bars = [...counts].sort((a, b) => a[0] - b[0]).map(([bar, count]) => ({ name: nameOf(bar, unit), count }));
  return { unit, bars, undated };
}

function nameOf(bar: number, unit: TimelineUnit): string {
  if (unit === 'year') return String(bar).padStart(4, '0');
  if (unit === 'month') return `${String(Math.floor(bar / 100)).padStart(4, '0')}-${two(bar % 100)}`;
  return `${String(Math.floor(bar / 10_000)).padStart(4, '0')}-${two(Math.floor(bar / 100) % 100)}-${two(bar % 100)}`;
}
