import type { PaperSize } from './pages';

/** Where people buy Letter; the rest of the world has A4 (https://cldr.unicode.org, paperSize). ISO 3166 codes. */
const LETTER_COUNTRIES: ReadonlySet<string> = new Set(['BZ', 'CA', 'CL', 'CO', 'CR', 'GT', 'MX', 'NI', 'PA', 'PH', 'PR', 'SV', 'US', 'VE']);

/** The paper in the printers of a country; A4 when the country is not known. */
export function paperSizeFor(country: string): PaperSize {
  return LETTER_COUNTRIES.has(country.toUpperCase()) ? 'us-letter' : 'a4';
}
