import type { Json } from '../../core/edit';
import type { ReadableDb, WritableDb } from './handle';

/** A setting's value, or `null` when it was never set. */
export function getSetting(db: ReadableDb, name: string): Json {
  const value = db.prepare<[string], string>('SELECT value FROM settings WHERE name = ?').pluck().get(name);
  return value === undefined ? null : (JSON.parse(value) as Json);
}

/** Sets a value; `null` takes the setting away. */
export function putSetting(db: WritableDb, name: string, value: Json): void {
  if (value === null) db.prepare('DELETE FROM settings WHERE name = ?').run(name);
  else db.prepare('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)').run(name, JSON.stringify(value));
}
