import { BLOCK_SEPARATOR } from '../../core/story';
import type { Match } from '../../core/marking';

/** Nothing longer is said in one breath, in UTF-16 units; voices give up on a text without a full stop. */
const LONGEST = 1_000;

/** A language the engine does not know is cut as the usual one is. */
function segmenterFor(language: string): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language || undefined, { granularity: 'sentence' });
  } catch {
    return new Intl.Segmenter(undefined, { granularity: 'sentence' });
  }
}

/** The paragraph around an offset: a sentence never goes beyond it. */
function paragraphAt(text: string, offset: number): { start: number; words: string } {
  const before = text.lastIndexOf(BLOCK_SEPARATOR, offset);
  const start = before < 0 ? 0 : before + BLOCK_SEPARATOR.length;
  const end = text.indexOf(BLOCK_SEPARATOR, offset);
  return { start, words: text.slice(start, end < 0 ? text.length : end) };
}

/** The sentence of a text that holds an offset, or else the next; `null` behind the last. Only what is near is looked at. */
export function sentenceAt(text: string, language: string, offset: number): Match | null {
  const ahead = /\S/u.exec(text.slice(offset, offset + LONGEST));
  if (!ahead) return offset + LONGEST < text.length ? sentenceAt(text, language, offset + LONGEST) : null;
  const at = offset + ahead.index;
  const { start, words } = paragraphAt(text, at);
  const found = segmenterFor(language)
    .segment(words)
    .containing(at - start);
  if (!found) return null;
  return withinBreath(text, start + found.index, found.segment, at);
}

/** The sentence before an offset, or `null` before the first. */
export function sentenceBefore(text: string, language: string, offset: number): Match | null {
  const end = text.slice(0, offset).trimEnd().length;
  return end === 0 ? null : sentenceAt(text, language, sentenceStart(text, language, end - 1));
}

function sentenceStart(text: string, language: string, offset: number): number {
  const { start, words } = paragraphAt(text, offset);
  return (
    start +
    (segmenterFor(language)
      .segment(words)
      .containing(offset - start)?.index ?? 0)
  );
}

/** A sentence without spaces at its end; of one too long, the stretch from an offset on, up to a space if there is one. */
function withinBreath(text: string, start: number, sentence: string, at: number): Match {
  const from = sentence.length > LONGEST ? at : start;
  const words = text.slice(from, Math.min(start + sentence.length, from + LONGEST));
  const space = words.length === LONGEST ? words.lastIndexOf(' ') : -1;
  return { start: from, end: from + (space > 0 ? space : words.trimEnd().length) };
}
