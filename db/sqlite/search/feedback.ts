import { stemOf, stemLanguage } from '../../../core/stem';
import { scan } from '../../../core/tokenize';
import type { ReadableDb } from '../handle';
import type { DocSet } from './doc-set';
import type { Scored } from './evaluator';
import { ANYWHERE, ARTICLE_WEIGHTS } from './fields';
import { best, rarity, type Scores } from './ranking';
import type { TextSearch } from './text-search';

/**
 * For questions in plain language: the best stories tell which words the question did not think of. Pseudo-relevance
 * feedback after Lavrenko and Croft 2001 ("Relevance-Based Language Models", RM3): the words that mark the first few stories
 * join the question with a quarter of its weight, and everything the question found is put into order once more.
 */
const STORIES = 4;
const WORDS = 60;
/** Share of the question's own words. */
const OWN_SHARE = 0.75;
/** Words looked up in the index, the most frequent of the best stories. */
const LOOKED_UP = 200;
/** Words that more than this share of all stories hold mark none of them; in a small archive, words that more than a handful hold. */
const COMMON = 0.2;
const HANDFUL = 5;
/** Characters of a story that are read. */
const READ = 20_000;
/** Postings read for the added words, at most; a posting costs some 20 ns. */
const BUDGET = 4_000_000;

interface Question {
  /** What the question found. */
  set: DocSet;
  documents: Int32Array;
  scored: readonly Scored[];
  averageLength: number;
  /** Stories there are. */
  count: number;
}

interface Word {
  /** As written, and as in the index. */
  word: string;
  term: string;
  /** How much of the best stories it is. */
  share: number;
}

export function feedback(db: ReadableDb, text: TextSearch, scores: Scores, question: Question): void {
  const { documents, set, scored, averageLength, count } = question;
  const first = best(documents, STORIES, (a, b) => scores.of(a) > scores.of(b) || (scores.of(a) === scores.of(b) && a > b));
  const words = markingWords(db, text, scores, first, count);
  const sum = words.reduce((total, { weight }) => total + weight, 0);
  if (sum === 0) return;
  const own = scored.reduce((total, { times }) => total + times, 0);
  scores.begin();
  for (const { found, times, count: holding } of scored) {
    scores.add(found, set, (OWN_SHARE * times * rarity(holding, count)) / own, averageLength);
  }
  let spent = 0;
  for (const { forms, weight, holding } of words) {
    if (spent + holding > BUDGET) continue;
    spent += holding;
    const found = text.anyOf(forms, { fields: ANYWHERE, weights: ARTICLE_WEIGHTS, among: null });
    scores.add(found, set, ((1 - OWN_SHARE) * weight * rarity(holding, count)) / sum, averageLength);
  }
}

/** A word that tells some stories from others. */
export interface MarkingWord {
  forms: string[];
  /** Stories that hold it. */
  holding: number;
  weight: number;
}

/** The words that mark the given stories most. Stories with higher scores count more. */
export function markingWords(db: ReadableDb, text: TextSearch, scores: Scores, first: Int32Array, count: number): MarkingWord[] {
  return wordsOf(db, scores, first)
    .sort((a, b) => b.share - a.share)
    .slice(0, LOOKED_UP)
    .map(({ word, term, share }) => {
      const forms = text.formsOf({ terms: [term], word });
      const holding = text.documentsWith(forms);
      return { forms, holding, weight: share * Math.log(1 + (count - holding + 0.5) / (holding + 0.5)) };
    })
    .filter(({ holding }) => holding >= 2 && holding < Math.max(HANDFUL, count * COMMON))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, WORDS);
}

/** The words of the stories, one form of each, and how large a part of them it is; better stories count more. */
function wordsOf(db: ReadableDb, scores: Scores, stories: Int32Array): Word[] {
  const read = db.prepare<[number, number], { text: string; language: string }>(
    'SELECT substr(text, 1, ?) AS text, language FROM articles WHERE id = ?',
  );
  const total = stories.reduce((sum, story) => sum + scores.of(story), 0);
  const words = new Map<string, Word>();
  for (const story of stories) {
    const row = read.get(READ, story);
    if (!row) continue;
    const counts = new Map<string, { word: string; term: string; count: number }>();
    const language = stemLanguage(row.language);
    let length = 0;
    scan(row.text, (term, start, end, tail) => {
      length += 1;
      if (tail) return;
      const known = counts.get(term);
      if (known) known.count += 1;
      else counts.set(term, { word: row.text.slice(start, end), term, count: 1 });
    });
    for (const { word, term, count } of counts.values()) {
      const key = (language === '' ? null : stemOf(word, language)) ?? term;
      const share = ((scores.of(story) / total) * count) / length;
      const known = words.get(key);
      if (known) known.share += share;
      else words.set(key, { word, term, share });
    }
  }
  return [...words.values()];
}
