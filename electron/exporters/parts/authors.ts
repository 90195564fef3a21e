import { isOrganisation, isPost } from './organisations';

/** A person's name in its parts, or a name that has none: an agency's, a desk's, or one that cannot be told apart. */
export type Author = { family: string; given: string; suffix?: string } | { literal: string };

/** What a byline may open with before the first name. */
const OPENING =
  /^(?:(?:reporting|report|text|words|story|written|photos?|analysis)\s+)?(?:by|von|par|por|da|door|av|af)[\s:]+|^(?:text|texto|texte)\s*[:：]\s*|^(?:文|撰文|作者)\s*[/／:：=＝]\s*|^(?:本报记者|本報記者|記者|记者|بقلم|كتبت?)\s*[:：]?\s*/iu;
/** Who else had a hand in it, as agencies say it after the names. */
const CREDITS = /[;(]?\s*\b(?:additional\s+reporting|editing|edited|compiled|translated|graphics?)\s+by\b.*$/iu;
/** What stands beside a name and is no part of it: addresses, handles, an agency in brackets. */
const BESIDE = /\S+@\S+|(?<!\S)@\S+|[(（[【][^)）\]】]*[)）\]】]/gu;
/** Where a person is or whom they work for, behind at least two words of name. */
const PLACE = /^((?:\S+\s+)+\S+?)\s+(?:in|of|for|from|at|aus|reports|reporting)\s.*$/u;
/** Between names that both stand for themselves. */
const HARD = /\s*[;|/／、；،؛&＆]\s*|\s+(?:and|und|et|og|och|ja|и|та|と|و)\s+|(?<=\p{Script=Han})[和与と・](?=\p{Script=Han})/iu;
/** These join names only where both are whole: they stand within names as well, as in Ortega y Gasset. */
const SOFT = /^(.+\s.+)\s+(?:y|e|i|en|a)\s+(\S+\s.+)$/u;
const SUFFIX = /^(?:jr|sr|junior|senior|ii|iii|iv|m\.?d|ph\.?d)\.?$/iu;
const PARTICLES = new Set(
  'van von der den de del della di da dos das du la le ter ten zu zum zur af av bin ibn al el ben bint ould abu بن ابن أبو ابو آل عبد'.split(
    ' ',
  ),
);
const CJK = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}々ー]+$/u;
/** What newsrooms in East Asia add to a name. */
const EAST_ASIAN_ROLE = /\s*(?:特派員|編集委員|論説委員|通信員|記者|记者|기자|특파원)$/u;
/** Languages in which the family's name comes first also when it is written in Latin letters. */
const FAMILY_FIRST = new Set(['hu', 'vi']);

/** The names of a byline, one by one, as references need them. What cannot be told apart stays together, as it was printed. */
export function authorsOf(byline: string, { language = '', publication = '' }: { language?: string; publication?: string } = {}): Author[] {
  const primary = language.split('-')[0]?.toLowerCase() ?? '';
  const plain = byline.replace(/\s+/gu, ' ').trim();
  const bare = plain.replace(OPENING, '').replace(CREDITS, '').replace(BESIDE, ' ').trim();
  const authors: Author[] = [];
  for (const group of (bare === '' ? plain.replace(/[()[\]]/g, '') : bare).split(HARD).flatMap(apart)) {
    authors.push(...namesOfGroup(group, primary, publication));
  }
  return unlike(authors);
}

/** Two whole names with a word between them that also stands within names. */
function apart(group: string): string[] {
  const [, before, after] = SOFT.exec(group) ?? [];
  return before === undefined || after === undefined ? [group] : [...apart(before), after];
}

/** Names with commas between them: a comma is also what divides a family's name from a given one, and a person from a post. */
function namesOfGroup(group: string, language: string, publication: string): Author[] {
  const parts = group
    .split(/\s*[,，]\s*/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const [first = '', second = ''] = parts;
  if (parts.length === 2 && isTurned(first, second)) return [{ family: inOwnCase(first), given: inOwnCase(second) }];
  const names: Author[] = [];
  for (const part of parts) {
    const before = names.at(-1);
    if (before && 'family' in before && SUFFIX.test(part)) names[names.length - 1] = { ...before, suffix: part };
    // What follows a person after a comma is their post or their house, unless it is a person again.
    else if (before && (isOrganisation(part) || isPost(part) || part === publication)) continue;
    else names.push(nameOf(part, language));
  }
  return names;
}

const isTurned = (family: string, given: string): boolean =>
  !family.includes(' ') &&
  /^\p{Lu}[\p{L}'’-]*(?: \p{Lu}\.?)*$/u.test(given) &&
  ![family, given].some((part) => isOrganisation(part) || SUFFIX.test(part));

function nameOf(printed: string, language: string): Author {
  const name = printed.replace(PLACE, '$1').replace(EAST_ASIAN_ROLE, '').trim();
  if (name === '' || isOrganisation(name)) return { literal: name === '' ? printed : name };
  const words = name.split(/\s+/u);
  const [first = '', second = ''] = words;
  if (words.length === 1) return katakanaName(name) ?? { literal: name };
  if (words.every((word) => CJK.test(word))) return words.length === 2 ? { family: first, given: second } : { literal: name };
  if (FAMILY_FIRST.has(language)) return { family: first, given: words.slice(1).join(' ') };
  return westernName(words.map(inOwnCase), language);
}

/** A foreign name in Japanese letters has a dot between its parts, given ones first. */
function katakanaName(name: string): Author | null {
  const parts = name.split(/[・＝]/u);
  const family = parts.pop() ?? '';
  return parts.length > 0 && /^\p{Script=Katakana}/u.test(family) ? { family, given: parts.join('・') } : null;
}

function westernName(words: string[], language: string): Author {
  const last = words.at(-1) ?? '';
  const suffix = words.length > 2 && SUFFIX.test(last) ? last : '';
  const named = suffix === '' ? words : words.slice(0, -1);
  // Of four names in Spanish the last two are the families'.
  let start = named.length - (language === 'es' && named.length >= 4 ? 2 : 1);
  while (start > 1 && PARTICLES.has(named[start - 1] ?? '')) start -= 1;
  return { family: named.slice(start).join(' '), given: named.slice(0, start).join(' '), ...(suffix !== '' && { suffix }) };
}

/** A word as it is written outside bylines, where papers set names in capitals. */
function inOwnCase(word: string): string {
  if (!/^\p{Lu}[\p{Lu}'’-]{2,}$/u.test(word)) return word;
  return word.toLowerCase().replace(/(?<![\p{L}])\p{L}|(?<=\bmc)\p{L}/gu, (letter) => letter.toUpperCase());
}

function unlike(authors: readonly Author[]): Author[] {
  return [...new Map(authors.map((author) => [JSON.stringify(author), author])).values()];
}
