import type { Article } from '../../../core/article';
import { authorsOf, type Author } from './authors';

/** A date as CSL-JSON has it, as precise as it is known: year, month, day. */
export interface CslDate {
  'date-parts': [number[]];
}

/** A story as an item of CSL-JSON 1.0.2 (https://docs.citationstyles.org/en/v1.0.2/specification.html#appendix-iv-variables). */
export interface CslItem {
  type: 'article-newspaper' | 'webpage';
  title: string;
  author?: Author[];
  /** The publication; of a page that names none, its site. */
  'container-title'?: string;
  issued?: CslDate;
  accessed?: CslDate;
  URL?: string;
  /** The dateline: where the story was written, which is not where its publication appears. */
  'event-place'?: string;
  edition?: string;
  section?: string;
  language?: string;
  abstract?: string;
}

/** Characters of the story's opening that stand in for a missing headline. */
const TITLE_LENGTH = 80;

export function cslItem(article: Article): CslItem {
  const { publication, byline, url, dateline, edition, section, language, deck } = article;
  const authors = authorsOf(byline, { language, publication });
  const container = publication || siteOf(url);
  const issued = cslDate(article.published);
  const accessed = url === '' ? null : cslDate(article.retrieved);
  return {
    type: publication === '' ? 'webpage' : 'article-newspaper',
    title: titleOf(article),
    ...(authors.length > 0 && { author: authors }),
    ...(container !== '' && { 'container-title': container }),
    ...(issued && { issued }),
    ...(accessed && { accessed }),
    ...(url !== '' && { URL: url }),
    ...(dateline !== '' && { 'event-place': dateline }),
    ...(edition !== '' && { edition }),
    ...(section !== '' && { section }),
    ...(language !== '' && { language }),
    ...(deck !== '' && { abstract: deck }),
  };
}

function titleOf({ headline, text, uid }: Article): string {
  const title = headline.replace(/\s+/gu, ' ').trim();
  if (title !== '') return title;
  // Half a character is none.
  const opening = text
    .slice(0, TITLE_LENGTH)
    .replace(/[\uD800-\uDBFF]$/, '')
    .replace(/\s+/gu, ' ')
    .trim();
  return text.length > TITLE_LENGTH ? `${opening}…` : opening || uid;
}

/** The name under which a site is known: its host's. */
export function siteOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : '';
}

/** The day of an ISO 8601 time as its source wrote it, which is not moved into another zone; `null` for what is no date. */
export function cslDate(iso: string): CslDate | null {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?!\d))?)?/.exec(iso) ?? [];
  if (year === undefined) return null;
  const parts = [year, month, day].filter((part) => part !== undefined).map(Number);
  const [, inYear = 1, inMonth = 1] = parts;
  const isOnCalendar = inYear >= 1 && inYear <= 12 && inMonth >= 1 && inMonth <= new Date(Number(year), inYear, 0).getDate();
  return isOnCalendar ? { 'date-parts': [parts] } : null;
}

const WIDTHS = [4, 2, 2];

/** A date as ISO 8601 writes it. */
export const isoDate = ({ 'date-parts': [parts] }: CslDate): string =>
  parts.map((part, index) => String(part).padStart(WIDTHS[index] ?? 0, '0')).join('-');
