/** What one round of a torture came to: the shape in which tests and the benchmark are told. */
export interface Round {
  /** What is wrong, a sentence each; empty when all is well. */
  faults: string[];
  /** What happened, in a word or two; the benchmark counts how often each was. */
  note: string;
}

/** Keeps what went wrong, without the empty strings of what went well. */
export const faultsOf = (sentences: readonly string[]) => sentences.filter((sentence) => sentence !== '');

/** A failure in a sentence, for a list of faults. */
export const told = (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));
