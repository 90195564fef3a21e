import type { WritableDb } from '../handle';

/** One step of the schema. Shipped steps are never edited; numbers go up by tens. */
export interface Migration {
  /** The schema's number afterwards, as in `PRAGMA user_version`. */
  to: number;
  /** What it is for, in the imperative. */
  purpose: string;
  up(db: WritableDb): void;
}
