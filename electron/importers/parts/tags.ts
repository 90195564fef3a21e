import type { ParsedTag } from '../../../core/importing';

/** A longer tag is a sentence that happens to have a bullet. */
export const MAX_TAG_LENGTH = 60;
/** Some pages list every word of the story as a keyword. */
const MAX_TAGS = 30;

/** Words of a site's own furniture; a story is about none of them. */
const FURNITURE = new RegExp(
  [
    String.raw`\b(trending|most[ -](read|viewed|popular|shared)|latest|breaking news|top stories|editor['’]?s['’]? (picks?|choice))\b`,
    String.raw`^(home ?(page)?|news|video|videos|photos?|podcasts?|rss|archives?|share|print|e-?mail|menu|search|more|tags|topics)$`,
    String.raw`\b(subscri(be|ptions?)|newsletters?|sign (in|up)|log ?in|follow us|read more|more (news|stories)|related|about us|contact us|advertis(e|ing))\b`,
    // What a site's systems write for each other.
    String.raw`^@|_|^\w+:`,
    '^(ホーム|トップ|新着|ランキング|人気記事|首页|最新|热门|홈|최신)',
    String.raw`^(startseite|meistgelesen|newsletter|accueil|à la une|les plus lus|portada|lo más leído)$`,
  ].join('|'),
  'iu',
);

/** Tags of their names: trimmed, each once whatever its case, and marked where they look like the site's navigation. */
export function parseTags(names: Iterable<string>): ParsedTag[] {
  const tags = new Map<string, ParsedTag>();
  for (const raw of names) {
    const name = raw.replace(/\s+/gu, ' ').trim().replace(/^#/, '');
    const key = name.toLocaleLowerCase();
    if (name === '' || name.length > MAX_TAG_LENGTH || tags.has(key)) continue;
    tags.set(key, { name, navigation: FURNITURE.test(name) });
    if (tags.size === MAX_TAGS) break;
  }
  return [...tags.values()];
}
