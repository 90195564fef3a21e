import { store, stored } from './stored';

/** How stories are set: what a person chose about type and column; remembered on this computer, in the page's own storage. */

export const FACES = ['serif', 'sans', 'system'] as const;
export type Face = (typeof FACES)[number];

/** What is chosen in steps, from the smallest to the largest. */
export const STEPS = {
  /** Type size, in hundredths of the usual one. */
  size: [80, 90, 100, 115, 130, 150, 175, 200],
  /** From one line to the next, in hundredths of the type size. */
  leading: [130, 145, 162, 180, 200],
  /** Characters in a line. */
  measure: [55, 60, 65, 70, 75, 80, 85],
} as const;
export type StepName = keyof typeof STEPS;

export const SWITCHES = ['justified', 'hyphenated', 'notesShown'] as const;
export type SwitchName = (typeof SWITCHES)[number];

type Saved = { face: Face } & Record<StepName, number> & Record<SwitchName, boolean>;

const USUAL: Readonly<Saved> = {
  face: 'serif',
  size: 100,
  leading: 162,
  measure: 65,
  justified: false,
  hyphenated: true,
  notesShown: true,
};

const KEY = 'broadsheet.look';

/** Whatever the storage holds, made whole: a damaged choice is the usual one, and one between two steps the nearer. */
export function wholeLook(found: unknown): Saved {
  const given = (typeof found === 'object' && found !== null ? found : {}) as Partial<Record<string, unknown>>;
  const step = (name: StepName) => {
    const value = given[name];
    if (typeof value !== 'number' || !Number.isFinite(value)) return USUAL[name];
    return STEPS[name].reduce<number>((best, one) => (Math.abs(one - value) < Math.abs(best - value) ? one : best), STEPS[name][0]);
  };
  const flag = (name: SwitchName) => (typeof given[name] === 'boolean' ? given[name] : USUAL[name]);
  return {
    face: FACES.find((face) => face === given['face']) ?? USUAL.face,
    size: step('size'),
    leading: step('leading'),
    measure: step('measure'),
    justified: flag('justified'),
    hyphenated: flag('hyphenated'),
    notesShown: flag('notesShown'),
  };
}

export class Look {
  #saved = $state.raw(wholeLook(stored(KEY)));

  get face(): Face {
    return this.#saved.face;
  }

  set face(face: Face) {
    this.#save({ face });
  }

  is(name: SwitchName): boolean {
    return this.#saved[name];
  }

  turn(name: SwitchName, on: boolean): void {
    this.#save({ [name]: on });
  }

  step(name: StepName): number {
    return this.#saved[name];
  }

  /** Whether there is a step in this direction. */
  canMove(name: StepName, by: 1 | -1): boolean {
    return this.#next(name, by) !== undefined;
  }

  /** Takes one step, if there is one. */
  move(name: StepName, by: 1 | -1): void {
    const value = this.#next(name, by);
    if (value !== undefined) this.#save({ [name]: value });
  }

  get isUsual(): boolean {
    return JSON.stringify(this.#saved) === JSON.stringify(USUAL);
  }

  reset(): void {
    this.#save(USUAL);
  }

  #next(name: StepName, by: 1 | -1): number | undefined {
    const steps: readonly number[] = STEPS[name];
    return steps[steps.indexOf(this.#saved[name]) + by];
  }

  #save(change: Partial<Saved>): void {
    this.#saved = { ...this.#saved, ...change };
    store(KEY, this.#saved);
  }
}
