import type { DomDocument } from './dom';
import { isoDate } from './dates';
import { linkedName, namesOf } from './story-attributes';

/** What the program that saved a page wrote into it. */
export interface SavedPage {
  url: string;
  /** When it was saved, ISO 8601, or an empty string. */
  retrieved: string;
}

/** The comments that browsers and SingleFile leave at the beginning of a page they save. */
export function savedPage(html: string): SavedPage {
  const head = html.slice(0, 8_192);
  const singleFile = /<!--\s*(?:Page saved with SingleFile|Archive processed by SingleFile)\s([\s\S]*?)-->/i.exec(head)?.[1];
  if (singleFile !== undefined) {
    const value = (name: string) => new RegExp(String.raw`^\s*${name}:\s*(\S.*?)\s*$`, 'im').exec(singleFile)?.[1] ?? '';
    return { url: webAddress(value('url')), retrieved: isoDate(value('saved date')) };
  }
  // The browser's count of characters precedes the address: "saved from url=(0035)https://…".
  const browser = /<!--\s*saved from url=(?:\(\d+\))?(\S+?)\s*-->/i.exec(head)?.[1];
  return { url: webAddress(browser ?? ''), retrieved: '' };
}

/** The page's own address: as it names it, or as it was saved from; an empty string when neither is known. */
export function pageAddress(document: DomDocument, saved: string): string {
  const named = [
    document.querySelector('link[rel~="canonical" i]')?.getAttribute('href'),
    document.querySelector('meta[property="og:url" i], meta[name="og:url" i]')?.getAttribute('content'),
    document.querySelector('meta[name="twitter:url" i], meta[property="twitter:url" i]')?.getAttribute('content'),
  ];
  for (const address of named) {
    const absolute = webAddress(address ?? '', saved);
    // Badly kept sites name their front page on every page.
    if (absolute !== '' && !(saved !== '' && new URL(absolute).pathname === '/' && new URL(saved).pathname !== '/')) return absolute;
  }
  return saved;
}

/** The address that the page's relative ones start from, or an empty string. */
export function baseAddress(document: DomDocument, address: string): string {
  return webAddress(document.querySelector('base[href]')?.getAttribute('href') ?? '', address) || address;
}

/** Attributes that hold addresses; images that load late keep theirs aside. */
const ADDRESSES: readonly [selector: string, names: readonly string[]][] = [
  ['a[href]', ['href']],
  ['img', ['src', 'data-src', 'data-original', 'data-lazy-src']],
];

/**
 * Makes the relative addresses in a page absolute, and what leads to a place in the page itself a mere `#name`: browsers write the
 * page's address before it when they save one.
 * @param base what relative addresses start from, or an empty string
 * @param own the addresses that the page itself is known by
 */
export function resolveAddresses(document: DomDocument, base: string, own: readonly string[]): void {
  const isPlace = placesIn(document, own);
  for (const [selector, names] of ADDRESSES) {
    for (const element of document.querySelectorAll(selector)) {
      for (const name of names) {
        const value = element.getAttribute(name)?.trim() ?? '';
        if (value === '' || value.startsWith('#')) continue;
        const hash = name === 'href' ? value.indexOf('#') : -1;
        if (hash > 0 && isPlace(value.slice(0, hash), value.slice(hash + 1))) element.setAttribute(name, value.slice(hash));
        else if (base !== '' && !URL.canParse(value) && URL.canParse(value, base)) element.setAttribute(name, new URL(value, base).href);
      }
    }
  }
  // What extracts stories would put it before the places.
  for (const element of document.querySelectorAll('base')) element.remove();
}

/** Whether an address and a name are those of a place in the page. */
function placesIn(document: DomDocument, own: readonly string[]): (address: string, name: string) => boolean {
  const addresses = new Set(own.map((address) => address.replace(/#.*$/s, '')).filter((address) => address !== ''));
  let known: Set<string> | null = null;
  return (address, name) => {
    if (!addresses.has(address)) return false;
    known ??= new Set([...document.querySelectorAll('[id], a[name]')].flatMap(namesOf));
    return known.has(linkedName(`#${name}`) ?? '');
  };
}

function webAddress(value: string, base = ''): string {
  const trimmed = value.trim();
  if (trimmed === '') return '';
  const url = URL.canParse(trimmed) ? new URL(trimmed) : base !== '' && URL.canParse(trimmed, base) ? new URL(trimmed, base) : null;
  return url && /^https?:$/.test(url.protocol) ? url.href : '';
}
