import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONTEXT_LENGTH, type Passage } from '../../core/annotation';
import { Anchors, CONFIDENT } from '../../core/anchoring/anchors';
import { describePassage } from '../../core/anchoring/describe';
import { chanceOf, EditedText, WRITING_NAMES, type Chance, type WritingName } from '../support/edited-text';

/** Share of the letters around a passage that are gone or new. */
const CHANGED = 0.2;
const FORMS = ['NFC', 'NFD', 'NFKC', 'NFKD'] as const;
const HAN: ReadonlySet<WritingName> = new Set(['japanese', 'chinese']);

/** What is done to a passage itself, besides what is done around it. */
type Fate = 'kept' | 'edited' | 'removed';

interface Outcome {
  writing: WritingName;
  fate: Fate;
  /** The words can be told from others of the text. */
  isDistinct: boolean;
  result: 'found' | 'orphan' | 'wrong';
  /** What went wrong, for people. */
  story: string;
}

/** A passage as people select one: without white space at its edges, of a few letters to some hundred. */
function selectIn(chance: Chance, text: string, shortest: number): Passage | null {
  const longest = [3, 8, 20, 60, 150, 500, 900][Math.floor(chance() * 7)] ?? 3;
  const length = Math.min(text.length, 2 + Math.floor(chance() * longest));
  const from = Math.floor(chance() * (text.length - length));
  const words = text.slice(from, from + length);
  const trimmed = words.trim();
  if (trimmed.replace(/\P{L}/gu, '').length < shortest) return null;
  const start = from + words.indexOf(trimmed);
  return { start, end: start + trimmed.length };
}

/** Whether the words stand elsewhere as well, beside the same letters: then nobody can tell the places apart for certain. */
function standsElsewhere(text: string, { start, end }: Passage): boolean {
  const quote = text.slice(start, end);
  const beside = 12;
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
    if (at === start) continue;
    if (text.slice(at - beside, at) === text.slice(start - beside, start)) return true;
    if (text.slice(at + quote.length, at + quote.length + beside) === text.slice(end, end + beside)) return true;
  }
  return false;
}

/** Whether the words, or half of them, stand right beside themselves: when one of the two goes, the text is the same whichever it was. */
function standsBesideItself(text: string, { start, end }: Passage): boolean {
  const plain = (letters: string) => letters.replace(/\s+/gu, '');
  const quote = plain(text.slice(start, end));
  const half = Math.ceil(quote.length / 2);
  const around = (size: number) => `${plain(text.slice(Math.max(0, start - size), start))} ${plain(text.slice(end, end + size))}`;
  const near = around(2 * quote.length + 4);
  return near.includes(quote.slice(0, half)) || near.includes(quote.slice(-half)) || around(CONTEXT_LENGTH).includes(quote);
}

/** Share of two passages that they have in common. */
function overlap(a: Passage, b: Passage): number {
  const common = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return Math.max(0, common) / (Math.max(a.end, b.end) - Math.min(a.start, b.start));
}

/** Makes a text, marks a passage, edits the text, and looks for the passage. `null` where there is nothing to be learnt. */
function attempt(seed: number, writing: WritingName, fate: Fate): Outcome | null {
  const chance = chanceOf(seed);
  const text = new EditedText(chance, writing, 4 + Math.floor(chance() * 12));
  const passage = selectIn(chance, text.original, HAN.has(writing) ? 2 : 4);
  if (!passage || (fate === 'removed' && standsBesideItself(text.original, passage))) return null;
  const { start, end } = passage;
  const selector = describePassage(text.original, 'old', start, end);
  if (fate === 'removed') text.remove(start, end);
  if (fate === 'edited') text.editInside(start, end, 0.1);
  text.editAround(start, end, CHANGED);
  for (let moves = 0; moves < 2; moves += 1) if (chance() < 0.5) text.moveParagraph();
  if (chance() < 0.5) text.rewrap();
  if (chance() < 0.5) text.retype();
  if (chance() < 0.5) text.normalise(FORMS[Math.floor(chance() * FORMS.length)] ?? 'NFC');

  const now = text.text;
  const placed = new Anchors(now).place(selector);
  const truth = text.trace(start, end);
  const isThere = truth !== null && truth.kept >= 0.8 && truth.foreign <= 0.25 && !truth.torn;
  // A passage that a moved paragraph tore apart may be found in part, or not.
  if (truth && !isThere && !(placed && overlap(placed, truth) === 0)) return null;
  const isRight = placed !== null && truth !== null && (isThere ? overlap(placed, truth) >= 0.5 : overlap(placed, truth) > 0);
  const around = (one: Passage) =>
    `${now.slice(Math.max(0, one.start - CONTEXT_LENGTH), one.start)}|${now.slice(one.start, one.end)}|${now.slice(one.end, one.end + CONTEXT_LENGTH)}`;
  return {
    writing,
    fate,
    isDistinct: isThere && !standsElsewhere(text.original, passage),
    result: placed === null ? 'orphan' : isRight ? 'found' : 'wrong',
    story: `seed ${seed}, ${writing}, ${fate}: ${selector.prefix}|${selector.exact}|${selector.suffix} became ${placed ? around(placed) : 'an orphan'}`,
  };
}

const share = (outcomes: readonly Outcome[]) => outcomes.filter(({ result }) => result === 'found').length / outcomes.length;

describe('passages after their text was edited', () => {
  const seeds = Array.from({ length: Number(process.env['ANCHORING_RUNS'] ?? 100) }, (_, index) => index * 7 + 1);
  const outcomes = (['kept', 'edited', 'removed'] as const).flatMap((fate) =>
    WRITING_NAMES.flatMap((writing) => seeds.map((seed) => attempt(seed, writing, fate)).filter((outcome) => outcome !== null)),
  );

  it('are found, 95 of 100 and more, where a fifth of what stands around them changed', () => {
    const distinct = outcomes.filter(({ isDistinct }) => isDistinct);
    expect(share(distinct.filter(({ fate }) => fate === 'kept'))).toBeGreaterThanOrEqual(0.95);
    expect(share(distinct.filter(({ fate }) => fate === 'edited'))).toBeGreaterThanOrEqual(0.9);
  });

  it('are never taken for others, and are orphans once they are gone', () => {
    expect(outcomes.filter(({ result }) => result === 'wrong').map(({ story }) => story)).toEqual([]);
    expect(outcomes.filter(({ fate }) => fate === 'removed').length).toBeGreaterThan(seeds.length * 3);
  });

  it('are found whatever becomes of white space, typography, entities and normalisation forms', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(...WRITING_NAMES), fc.constantFrom(...FORMS), (seed, writing, form) => {
        const chance = chanceOf(seed);
        const text = new EditedText(chance, writing, 8);
        const passage = selectIn(chance, text.original, 4);
        fc.pre(passage !== null && !standsElsewhere(text.original, passage));
        const { start, end } = passage ?? { start: 0, end: 0 };
        const selector = describePassage(text.original, 'old', start, end);
        text.rewrap();
        text.retype();
        text.normalise(form);
        const placed = new Anchors(text.text).nearest(selector);
        expect(placed?.confidence).toBeGreaterThanOrEqual(CONFIDENT);
        const truth = text.trace(start, end);
        // Typography at the very edges, such as an entity in place of a quotation mark, is all that may differ.
        expect(Math.abs((placed?.start ?? 0) - (truth?.start ?? 0))).toBeLessThanOrEqual(8);
        expect(Math.abs((placed?.end ?? 0) - (truth?.end ?? 0))).toBeLessThanOrEqual(8);
      }),
      { numRuns: 150 },
    );
  });

  it('of a phrase that stands there twice, without context, are orphans rather than guesses', () => {
    const bare = { exact: 'the night ferry', prefix: '', suffix: '', start: 0, end: 15, textHash: 'old' };
    expect(new Anchors('All about the night ferry. And the night ferry again.').place(bare)).toBeNull();
    expect(new Anchors('All about the night ferry.').place(bare)).toMatchObject({ start: 10, end: 25 });
  });

  it('of many pages are found by their ends, as long as what lies between is theirs', () => {
    const chance = chanceOf(1);
    const text = new EditedText(chance, 'english', 60);
    const { original } = text;
    const [start, end] = [original.indexOf('.', 300) + 2, original.indexOf('.', original.length - 900) + 1];
    expect(end - start).toBeGreaterThan(5_000);
    const selector = describePassage(original, 'old', start, end);
    text.editInside(start, end, 0.02);
    const truth = text.trace(start, end);
    expect(new Anchors(text.text).place(selector)).toMatchObject({ start: truth?.start, end: truth?.end });
    const hollow = `${original.slice(0, start + 400)} ${new EditedText(chanceOf(2), 'german', 40).original} ${original.slice(end - 400)}`;
    expect(new Anchors(hollow).place(selector)).toBeNull();
  });
});
