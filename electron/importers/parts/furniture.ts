import type { DomElement } from './dom';
import { factsOfLine } from './page-lines';

/** What belongs to the site rather than to the story and still stands in the extracted story. */

/** A paragraph this long that is not made of links is prose: the story has begun. */
const PROSE = 80;
/** Lines of furniture are short. */
const MAX_LINE = 140;
/** Share of a block's text in links above which it is a menu or a teaser. */
const MOSTLY_LINKS = 0.8;

const TEASER =
  /^(read (more|also|next)|related( (stories|news|articles|coverage|content))?\b|see (also|more)\b|also (see|read)\b|more( (from|on))?\s*:|click here|continue reading|watch\s*:|sign up|subscribe|get .{0,40}newsletter|follow us|you may also like|lesen sie (auch|mehr)|mehr zum thema|lire aussi|à lire|leer también|leia (também|mais)|関連記事|相关阅读)/iu;
const NOISE =
  /^(advert(isement)?|anzeige|publicité|publicidad|iklan|広告|skip to (main )?content|sign in|subscribe|share( this( article| story)?)?|continue reading below|read more|learn more|more|home|print|view author archive|email the author|follow on twitter|enlarge image|trending|most read|related|subscribe)[\s:.…|]*$/iu;
const UPDATED_LINE = /^(posted|published|updated|first published|last updated|veröffentlicht|publié|publicado)\b.{0,90}\d{4}/iu;

const HEAD_FACTS = new Set(['byline', 'published', 'updated', 'url']);

/** Takes menus, teasers, advertisements' labels and the lines that repeat byline and date off an extracted story. */
export function removeFurniture(root: DomElement, headline: string, byline: string): void {
  let hasBegun = false;
  for (const block of [...root.querySelectorAll('p, ul, ol, h1, h2, h3, h4, h5, h6, div, time, address')]) {
    const text = block.textContent.replace(/\s+/gu, ' ').trim();
    const isLeaf = block.querySelector('p, ul, ol, div, h1, h2, h3, h4, h5, h6, img, figure, table, pre') === null;
    if (isLeaf && isNoise(block, text)) block.remove();
    else if (hasBegun) continue;
    else if (isMenu(block) || (isLeaf && repeatsHead(text, headline, byline))) block.remove();
    else hasBegun = isLeaf && block.localName === 'p' && text.length >= PROSE && linkShare(block, text) < 0.5;
  }
}

function isNoise(block: DomElement, text: string): boolean {
  if (text.length > MAX_LINE || block.closest('li, table, blockquote')) return false;
  return NOISE.test(text) || (TEASER.test(text) && linkShare(block, text) > 0.5);
}

function isMenu(block: DomElement): boolean {
  if (!/^[uo]l$/.test(block.localName)) return false;
  const text = block.textContent.replace(/\s+/gu, ' ').trim();
  return text === '' || linkShare(block, text) > MOSTLY_LINKS;
}

/** Above the story: its headline, byline and dates again. They are fields already. */
function repeatsHead(text: string, headline: string, byline: string): boolean {
  if (text === '' || text.length > MAX_LINE) return false;
  if (text === headline || UPDATED_LINE.test(text)) return true;
  const facts = factsOfLine(text);
  if (facts && Object.keys(facts).every((name) => HEAD_FACTS.has(name))) return true;
  const withoutBy = text.replace(/^(?:by|von|par|por)\s+/iu, '');
  return byline !== '' && withoutBy.startsWith(byline) && withoutBy.length < byline.length + 60;
}

function linkShare(block: DomElement, text: string): number {
  let linked = 0;
  for (const link of block.querySelectorAll('a')) linked += link.textContent.replace(/\s+/gu, ' ').trim().length;
  return text === '' ? 0 : linked / text.length;
}
