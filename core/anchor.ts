import search from 'approx-string-match';
import {
  CONTEXT_LENGTH,
  type Annotation,
  type NearestPassage,
  type Passage,
  type PassageSelector,
  type PlacedAnnotation,
} from './annotation';
import type { Article } from './article';

/**
 * Anchoring: from a passage to selectors and back. The cheapest selector is tried first, then the quotation is compared,
 * then the text is searched, fuzzily last. What is not found is an orphan; a wrong passage is worse than none.
 */

/** Share of a quotation's characters that may differ for it to count as found. */
const MAX_ERROR_RATE = 0.25;
/** Fuzzy search costs time in proportion to errors and text; no quotation is given more than this many. */
const MAX_ERRORS = 64;
/** As {@link MAX_ERROR_RATE}, for what is only offered to the person. */
const NEAR_ERROR_RATE = 0.6;
/** A fuzzy match below this likeness, context included, is no match. */
const MIN_CONFIDENCE = 0.7;

/** The selectors of a passage. `start` and `end` are clamped to the text. */
export function describePassage(text: string, textHash: string, start: number, end: number): PassageSelector {
  const from = Math.max(0, Math.min(start, end, text.length));
  const to = Math.min(text.length, Math.max(start, end));
  return {
    exact: text.slice(from, to),
    prefix: text.slice(Math.max(0, from - CONTEXT_LENGTH), from),
    suffix: text.slice(to, to + CONTEXT_LENGTH),
    start: from,
    end: to,
    textHash,
  };
}

/** Finds a selector's passage in a text, or `null`: an orphan. */
export function placePassage(text: string, textHash: string, selector: PassageSelector): Passage | null {
  if (selector.textHash === textHash) return { start: selector.start, end: selector.end };
  if (selector.exact === '') return null;
  const exact = occurrences(text, selector.exact);
  if (exact.length > 0) return best(text, selector, exact);
  return fuzzy(text, selector);
}

/** An annotation with where it stands in its story's text. */
export function placeAnnotation(annotation: Annotation, { text, textHash }: Pick<Article, 'text' | 'textHash'>): PlacedAnnotation {
  const { selector } = annotation;
  const place = selector && placePassage(text, textHash, selector);
  return { ...annotation, place, orphaned: selector !== null && place === null };
}

/** The likest passage of a text to one that it no longer holds, or `null` when nothing in it is near. */
export function nearestPassage(text: string, selector: PassageSelector): NearestPassage | null {
  const errors = Math.min(MAX_ERRORS, Math.floor(selector.exact.length * NEAR_ERROR_RATE));
  const [nearest] = candidates(text, selector, errors);
  return nearest ? { ...nearest, text: text.slice(nearest.start, nearest.end) } : null;
}

/** Every place where the quotation stands to the letter. */
function occurrences(text: string, quote: string): Passage[] {
  const found: Passage[] = [];
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) found.push({ start: at, end: at + quote.length });
  return found;
}

function fuzzy(text: string, selector: PassageSelector): Passage | null {
  const errors = Math.min(MAX_ERRORS, Math.floor(selector.exact.length * MAX_ERROR_RATE));
  const [winner] = candidates(text, selector, errors);
  return winner && winner.confidence >= MIN_CONFIDENCE ? { start: winner.start, end: winner.end } : null;
}

/** Passages with so many wrong letters, the likest first. */
function candidates(text: string, selector: PassageSelector, errors: number): (Passage & { confidence: number })[] {
  if (errors === 0) return [];
  return search(text, selector.exact, errors)
    .map((match) => ({ start: match.start, end: match.end, likeness: 1 - match.errors / selector.exact.length }))
    .map(({ likeness, ...place }) => ({ ...place, confidence: 0.7 * likeness + 0.3 * contextLikeness(text, selector, place) }))
    .sort((a, b) => b.confidence - a.confidence);
}

/** Of several places, the one in the likest surroundings; of equals, the nearest to where it was. */
function best(text: string, selector: PassageSelector, places: Passage[]): Passage | null {
  const scored = places.map((place) => ({
    place,
    context: contextLikeness(text, selector, place),
    distance: Math.abs(place.start - selector.start),
  }));
  scored.sort((a, b) => b.context - a.context || a.distance - b.distance);
  return scored[0]?.place ?? null;
}

/** How much of the context around a place agrees with the selector's, from 0 to 1, counted outwards from the passage. */
function contextLikeness(text: string, selector: PassageSelector, place: Passage): number {
  const total = selector.prefix.length + selector.suffix.length;
  if (total === 0) return 1;
  let same = 0;
  while (same < selector.prefix.length && selector.prefix.at(-1 - same) === text[place.start - 1 - same]) same += 1;
  let after = 0;
  while (after < selector.suffix.length && selector.suffix[after] === text[place.end + after]) after += 1;
  return (same + after) / total;
}

/**
 * Finds a passage a person typed or pasted: to the letter, then forgiving white space, quotation marks, dashes and case,
 * then with a few wrong letters. The first of several places counts.
 */
export function findQuote(text: string, quote: string): Passage | null {
  const wanted = quote.trim();
  if (wanted === '') return null;
  const exact = text.indexOf(wanted);
  if (exact >= 0) return { start: exact, end: exact + wanted.length };
  const plainText = plain(text);
  const plainQuote = plain(wanted).text;
  const at = plainText.text.indexOf(plainQuote);
  if (at >= 0) return { start: plainText.origin(at), end: plainText.origin(at + plainQuote.length - 1) + 1 };
  return fuzzy(text, describeLoose(wanted));
}

function describeLoose(quote: string): PassageSelector {
  return { exact: quote, prefix: '', suffix: '', start: 0, end: 0, textHash: '' };
}

const LOOKALIKES: Readonly<Record<string, string>> = { '‘': "'", '’': "'", '“': '"', '”': '"', '–': '-', '—': '-', '‑': '-' };

/** A text without what people mistype: white space collapsed, typographic marks plain, lower case; with a way back. */
function plain(text: string): { text: string; origin: (index: number) => number } {
  const origins: number[] = [];
  let out = '';
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? '';
    if (/\s/u.test(character)) {
      if (out.endsWith(' ')) continue;
      out += ' ';
    } else {
      const lower = (LOOKALIKES[character] ?? character).toLowerCase();
      // One unit in, one unit out: "İ" would become two and shift everything after it.
      out += lower.length === 1 ? lower : character;
    }
    origins.push(index);
  }
  return { text: out, origin: (index) => origins[index] ?? text.length };
}
