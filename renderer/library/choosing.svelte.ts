/** What can be chosen from a long list, such as a tag or a collection. */
export interface Choice {
  id: string;
  name: string;
  count?: number;
}

export interface ChoiceRequest {
  title: string;
  choices: readonly Choice[];
  choose: (id: string) => void;
  /** Offers to make what was typed, when nothing is called so. */
  make?: { label: (name: string) => string; run: (name: string) => void };
}

/** A question that must be answered before something that cannot be undone. */
export interface Question {
  title: string;
  text: string;
  action: string;
  run: () => void;
}

/** What the library asks the person: to choose one of many, or whether they are sure. */
export class Asking {
  choice = $state.raw<ChoiceRequest | null>(null);
  question = $state.raw<Question | null>(null);
}

const MOST_SHOWN = 100;

/** The choices that hold what was typed, those that begin with it first. */
export function matching(choices: readonly Choice[], typed: string): Choice[] {
  const wanted = typed.trim().toLowerCase();
  const holding = choices.filter(({ name }) => name.toLowerCase().includes(wanted));
  const begins = ({ name }: Choice) => name.toLowerCase().startsWith(wanted);
  return [...holding.filter(begins), ...holding.filter((choice) => !begins(choice))].slice(0, MOST_SHOWN);
}
