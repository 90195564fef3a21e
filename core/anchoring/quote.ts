import type { Passage } from '../annotation';
import { Anchors } from './anchors';
import { comparable } from './comparable';

/**
 * Finds a passage a person typed or pasted: to the letter, then whatever its white space, typography and case, then with a few
 * wrong letters. The first of several places counts, but with wrong letters there must be one alone.
 */
export function findQuote(text: string, quote: string): Passage | null {
  const wanted = quote.trim();
  if (wanted === '') return null;
  const exact = text.indexOf(wanted);
  if (exact >= 0) return { start: exact, end: exact + wanted.length };
  const where = comparable(text);
  const words = comparable(wanted).text;
  const at = words === '' ? -1 : where.text.indexOf(words);
  if (at >= 0) return { start: where.starts[at] ?? 0, end: where.ends[at + words.length - 1] ?? 0 };
  const found = new Anchors(text).place({ exact: wanted, prefix: '', suffix: '', start: 0, end: 0, textHash: '' });
  return found && { start: found.start, end: found.end };
}
