import type { Scope } from '../../core/contract';
import { call } from '../api';
import { barsOf, isShort, withoutDates, type Bar } from './timeline';

/** How the stories of the list spread over time, its own dates left aside: they are what the bars choose. */
export class Spread {
  #bars = $state.raw<readonly Bar[]>([]);
  /** Of several readings asked for in a row, the last one counts. */
  #asked = 0;

  get bars(): readonly Bar[] {
    return this.#bars;
  }

  async read(query: string, scope: Scope): Promise<void> {
    const asked = ++this.#asked;
    const question = { query: withoutDates(query), partial: true, scope };
    const years = await call('search.timeline', { ...question, unit: 'year' });
    const timeline = isShort(years.bars) ? await call('search.timeline', { ...question, unit: 'month' }) : years;
    if (asked === this.#asked) this.#bars = barsOf(timeline);
  }
}
