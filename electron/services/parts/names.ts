import * as m from '../../../core/messages/messages.js';
import { BroadsheetError } from '../../../core/reply';

/** Longer names are sentences. In UTF-16 units. */
const MAX_LENGTH = 200;

/**
 * A name as it is kept: on one line, without edges of white space.
 * @throws BroadsheetError `invalid-input` when nothing is left of it, or too much
 */
export function cleanName(name: string): string {
  const clean = name.replace(/\s+/gu, ' ').trim();
  if (clean === '') throw new BroadsheetError('invalid-input', m.error_name_missing());
  if (clean.length > MAX_LENGTH) throw new BroadsheetError('invalid-input', m.error_name_long({ most: MAX_LENGTH }));
  return clean;
}

/** A tag's name: {@link cleanName} of every level between the slashes, empty levels left out. @throws BroadsheetError `invalid-input` */
export function cleanTag(name: string): string {
  const levels = name.split('/').map((level) => level.trim());
  return cleanName(levels.filter((level) => level !== '').join('/'));
}

/** Names of tags as they are kept, each once, empty ones left out. */
export function cleanTags(names: readonly string[]): string[] {
  return [...new Set(names.filter((name) => /[^\s/]/u.test(name)).map(cleanTag))];
}

/** As {@link cleanTags}, of names that nobody can be asked about: what is too long of one is cut off. */
export function fittingTags(names: readonly string[]): string[] {
  return cleanTags(names.map((name) => (name.length > MAX_LENGTH ? name.slice(0, MAX_LENGTH).replace(/\p{Surrogate}$/u, '') : name)));
}
