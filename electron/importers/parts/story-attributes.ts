import { escapeHtml } from '../../../core/story';
import type { DomElement } from './dom';

/** The attributes of canonical story HTML: `lang`, `dir`, `href`, `src`, `alt`, `start`, `colspan`, `rowspan`, `id`, and no others. */

/** Language and direction of text; empty where the source says nothing. */
export interface TextContext {
  lang: string;
  dir: string;
}

const LANGUAGE_TAG = /^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i;
const DIRECTIONS = new Set(['ltr', 'rtl', 'auto']);
const LINK_SCHEMES = new Set(['http:', 'https:', 'mailto:']);
const IMAGE_SCHEMES = new Set(['http:', 'https:']);
/** Pictures that hold nothing but pixels. */
const PIXELS = /^data:image\/(?:png|jpe?g|gif|webp|avif|bmp);base64,[a-z0-9+/=\s]+$/i;
/** A table or list beyond this is a mistake or an attack on the page setter. */
const MAX_SPAN = 1_000;

/** The context inside an element. */
export function contextIn(element: DomElement, outer: TextContext): TextContext {
  const lang = (element.getAttribute('lang') ?? element.getAttribute('xml:lang') ?? '').trim();
  const dir = (element.getAttribute('dir') ?? '').trim().toLowerCase();
  const isLanguage = LANGUAGE_TAG.test(lang);
  const isDirection = DIRECTIONS.has(dir);
  if (!isLanguage && !isDirection) return outer;
  return { lang: isLanguage ? lang : outer.lang, dir: isDirection ? dir : outer.dir };
}

/** The attributes that change a context from `outer` to `inner`, ready to follow an element's name. */
export function contextAttributes(inner: TextContext, outer: TextContext): string {
  return (inner.lang === outer.lang ? '' : attribute('lang', inner.lang)) + (inner.dir === outer.dir ? '' : attribute('dir', inner.dir));
}

/** ` name="value"`, escaped. */
export function attribute(name: string, value: string): string {
  return ` ${name}="${escapeHtml(wellFormed(value))}"`;
}

/** A link's address as the URL standard writes it, or `null` when it is not absolute or leads into a program. */
export function linkAddress(value: string | null): string | null {
  return address(value, LINK_SCHEMES);
}

/** The name of the place in its own page that a link leads to, or `null`. */
export function linkedName(href: string | null): string | null {
  const [, name = ''] = /^\s*#(.*\S)\s*$/s.exec(href ?? '') ?? [];
  if (name === '') return null;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** The names under which links of a page find an element. */
export function namesOf(element: DomElement): string[] {
  const names = [element.getAttribute('id'), element.localName === 'a' ? element.getAttribute('name') : null];
  return names.filter((name) => name !== null && name !== '') as string[];
}

/**
 * An image's address: absolute, or the picture itself as a `data:` address. Kept although the reader loads nothing from the
 * network, since it tells what stood there.
 */
export function imageAddress(value: string | null): string | null {
  const trimmed = value?.trim() ?? '';
  if (PIXELS.test(trimmed)) return trimmed.replace(/\s+/g, '');
  return address(trimmed, IMAGE_SCHEMES);
}

function address(value: string | null, schemes: ReadonlySet<string>): string | null {
  if (value === null || !URL.canParse(value)) return null;
  const url = new URL(value);
  return schemes.has(url.protocol) && url.href.length <= 8_192 ? url.href : null;
}

/** `start`, `colspan` and the like, where they say something. */
export function numberAttribute(element: DomElement, name: string, usual: number): string {
  const value = (element.getAttribute(name) ?? '').trim();
  const number = Number(value);
  return /^\d+$/.test(value) && number !== usual && number <= MAX_SPAN ? attribute(name, String(number)) : '';
}

/** Text without what a page or SQLite would change: halves of characters, control characters, soft hyphens, byte order marks. */
export function wellFormed(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/\p{Surrogate}/gu, '\uFFFD').replace(/[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00AD\uFEFF\uFFFE\uFFFF]/g, '');
}
