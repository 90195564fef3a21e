import { wholeExportChoice } from '../../core/choices';
import type { CallInput } from '../../core/contract';
import { DIVISIONS, type Division, type ExportChoice, type ExportFormat, type ManyWritten, type NoteChoice } from '../../core/exporting';
import { toFailure, type Failure } from '../../core/reply';
import { call } from '../api';
import { store, stored } from '../state/stored';
import type { Meant } from './meant';

type Many = CallInput<'export.save-many'>;

type Step = { name: 'choosing' } | { name: 'running' } | { name: 'done'; written: ManyWritten } | { name: 'failed'; failure: Failure };

const KEY = 'broadsheet.exports';

/** What was chosen for one format. */
interface Chosen {
  /** Not every format can divide so. */
  division: Division | undefined;
  choice: ExportChoice;
}

/** Whatever the storage holds of a format, made whole. */
function wholeChosen(found: unknown): Chosen {
  const { division, choice } = (found ?? {}) as Partial<Record<keyof Chosen, unknown>>;
  return { division: DIVISIONS.find((one) => one === division), choice: wholeExportChoice(choice) };
}

/** An export, from the choice to its report, which goes on while another room is open. What is chosen of a format is remembered for it. */
export class Exporting {
  what = $state.raw<Meant>('story');
  #kept = $state.raw(stored(KEY));
  #step = $state.raw<Step>({ name: 'choosing' });

  get step(): Step {
    return this.#step;
  }

  /** The format's id; empty until one was chosen. */
  get to(): string {
    return typeof this.#kept['to'] === 'string' ? this.#kept['to'] : '';
  }

  set to(id: string) {
    this.#keep({ to: id });
  }

  choiceFor(id: string): ExportChoice {
    return this.#chosen(id).choice;
  }

  change(id: string, change: Partial<ExportChoice>): void {
    const { division, choice } = this.#chosen(id);
    this.#keep({ [`format-${id}`]: { division, choice: { ...choice, ...change } } });
  }

  changeNotes(id: string, change: Partial<NoteChoice>): void {
    this.change(id, { notes: { ...this.choiceFor(id).notes, ...change } });
  }

  /** How stories are divided into files of a format; one story alone has a file of its own wherever that can be. */
  divisionFor({ id, divisions }: ExportFormat, isOne: boolean): Division {
    const wanted = this.#chosen(id).division;
    if (wanted === 'notes' && divisions.includes('notes')) return 'notes';
    if (isOne && divisions.includes('stories')) return 'stories';
    return divisions.find((one) => one === wanted) ?? divisions[0] ?? 'stories';
  }

  divide(id: string, division: Division): void {
    this.#keep({ [`format-${id}`]: { division, choice: this.choiceFor(id) } });
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

  #chosen(id: string): Chosen {
    return wholeChosen(this.#kept[`format-${id}`]);
  }

  #keep(change: Record<string, unknown>): void {
    this.#kept = { ...this.#kept, ...change };
    store(KEY, this.#kept);
  }
}
