import { escapeHtml } from '../../../core/story';

/** Control characters, which XML and HTML forbid or nobody sees, and code points that are no characters. */
// eslint-disable-next-line no-control-regex -- they are what has to go
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]/g;

/** Those and every half of a character: most texts have none, and are done with at once. */
// eslint-disable-next-line no-control-regex -- as above
const SUSPECT = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]/;

/** Text as XML and HTML may hold it: halves of characters are replaced, and what is forbidden is left out. */
export function fitting(text: string): string {
  if (!SUSPECT.test(text)) return text;
  return text.replace(/\p{Surrogate}/gu, '\uFFFD').replace(FORBIDDEN, '');
}

/** Text for the content of an element or the quoted value of an attribute, in XML and in HTML. */
export function xmlText(text: string): string {
  return escapeHtml(fitting(text));
}

/** Attributes, each behind a space; those without a value are left out. */
export function attributes(values: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(values)
    .flatMap(([name, value]) => (value === undefined || value === '' ? [] : [` ${name}="${xmlText(String(value))}"`]))
    .join('');
}
