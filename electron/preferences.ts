import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as v from 'valibot';
import { preferences, type Preferences } from '../core/preferences';

/** Reads what a person chose about the app. Nothing in the file, or its absence, keeps the app from starting. */
function read(file: string): Preferences {
  try {
    return v.parse(preferences, JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return v.parse(preferences, {});
  }
}

/** What a person chose about the app on this computer, whatever the archive: one small file, read at once and written whole or not at all. */
export class PreferencesFile {
  #value: Preferences;

  constructor(
    private readonly file: string,
    private readonly log: (line: string) => void,
  ) {
    this.#value = read(file);
  }

  get value(): Preferences {
    return this.#value;
  }

  /** What cannot be written, as on a full disk, holds until the app ends. */
  change(change: Partial<Preferences>): void {
    this.#value = { ...this.#value, ...change };
    const half = `${this.file}.new`;
    try {
      mkdirSync(dirname(this.file), { recursive: true });
      writeFileSync(half, `${JSON.stringify(this.#value, null, 2)}\n`, { flush: true });
      renameSync(half, this.file);
    } catch (error) {
      this.log(`the preferences could not be written: ${String(error)}`);
    }
  }
}
