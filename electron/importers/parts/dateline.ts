/** The place line that opens a story, as agencies write it. */
export interface Dateline {
  /** The place alone, such as `NEW YORK` or `PARIS, Texas`. */
  place: string;
  /** The agency in parentheses, or an empty string. */
  agency: string;
}

const CAPITALS = String.raw`\p{Lu}[\p{Lu}\p{M}.'’\-]+(?:[ /][\p{Lu}][\p{Lu}\p{M}.'’\-]*){0,4}`;
const REGION = String.raw`(?:, \p{Lu}[\p{L}.]+(?: \p{Lu}\p{L}+)?)?`;
const DAY = String.raw`(?: ?,)? (?:\p{L}{3,9}\.? \d{1,2}|\d{1,2}\.? \p{L}{3,9}\.?)`;
const AGENCY = String.raw`\((?<agency>[^()\n]{2,40})\)`;
const DASH = String.raw`(?:\s*[—–―]\s*|\s+--?\s+)`;

const PLACE = String.raw`\p{Lu}[\p{L}.'’\-]+(?:[ /]\p{Lu}[\p{L}.'’\-]+){0,3}`;
/** In capitals before a dash as well, but no places. */
const LABELS = '(?!(?:CORRECT(?:ED|ION)|UPDATED?|BREAKING|EXCLUSIVE|ANALYSIS|OPINION|COMMENT|WATCH|LIVE|VIDEO|PHOTOS)\\b)';

const FORMS = [
  // NEW YORK — / PARIS, Texas (AP) — / DAMASCUS, July 17 (Reuters) -
  new RegExp(`^${LABELS}(?<place>${CAPITALS}${REGION}?)(?:${DAY})?(?: ?${AGENCY})?${DASH}`, 'u'),
  // Berlin (dpa) - / London, March 4 - : in small letters only an agency or a day makes it a dateline.
  new RegExp(`^(?<place>${PLACE}${REGION}?)(?:(?:${DAY})? ${AGENCY}|${DAY})${DASH}`, 'u'),
  // 【東京＝共同】 or ［東京 23日 ロイター］
  /^[【［[](?<place>[\p{Script=Han}\p{Script=Katakana}ー・]+)(?:[＝=\s\u3000、]+(?:\d{1,2}日[\s\u3000]+)?(?<agency>[^】］\]\n]{2,20}))?[】］\]]/u,
];

/** Months must not be taken for a region: "OSLO, July 3 — ". */
const MONTH_DAY = /, \p{L}{3,9}\.? \d/u;

/** The dateline that a first paragraph opens with, or `null`. */
export function findDateline(paragraph: string): Dateline | null {
  const head = paragraph.slice(0, 120);
  for (const form of FORMS) {
    const groups = form.exec(head)?.groups;
    const place = groups?.['place'] ?? '';
    if (place !== '' && !MONTH_DAY.test(`${place} `)) return { place, agency: groups?.['agency']?.trim() ?? '' };
  }
  return null;
}
