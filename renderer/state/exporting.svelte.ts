import type { CallInput } from '../../core/contract';
import type { Division, ManyWritten } from '../../core/exporting';
import { toFailure, type Failure } from '../../core/reply';
import { call } from '../api';

/** What is to be exported: the open story, those chosen in the list, all that it shows, or all there is. */
export const EXPORTED = ['story', 'selection', 'list', 'archive'] as const;
export type Exported = (typeof EXPORTED)[number];

type Many = CallInput<'export.save-many'>;

type Step = { name: 'choosing' } | { name: 'running' } | { name: 'done'; written: ManyWritten } | { name: 'failed'; failure: Failure };

/** An export of many stories, from the choice to its report. It goes on while another room is open. */
export class Exporting {
  what = $state.raw<Exported>('story');
  /** The format's id; empty until one was chosen. */
  to = $state.raw('');
  /** How stories are divided into files, where the format can do so. */
  division = $state.raw<Division>('together');
  #step = $state.raw<Step>({ name: 'choosing' });

  get step(): Step {
    return this.#step;
  }

  /** Asks where to and writes many stories there. */
  async run(input: Many): Promise<void> {
    if (this.#step.name === 'running') return;
    this.#step = { name: 'running' };
    try {
      const written = await call('export.save-many', input);
      this.#step = written.path === '' ? { name: 'choosing' } : { name: 'done', written };
    } catch (error) {
      const failure = toFailure(error);
      this.#step = failure.code === 'cancelled' ? { name: 'choosing' } : { name: 'failed', failure };
    }
  }

  /** Lays the report away. */
  close(): void {
    if (this.#step.name !== 'running') this.#step = { name: 'choosing' };
  }
}
