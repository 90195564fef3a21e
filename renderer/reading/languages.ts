import { locale } from '../language';

/** Languages that news is written in. Any other BCP 47 tag can be written as well. */
const TAGS =
  'ar bg bn ca cs cy da de de-AT de-CH el en en-AU en-GB en-US es es-MX et eu fa fi fil fr fr-CA ga gl gu he hi hr hu hy id is it ja ka kk km kn ko lt lv mk ml mn mr ms my nb ne nl nn no pa pl ps pt pt-BR pt-PT ro ru si sk sl sq sr sv sw ta te th tr uk ur uz vi zh-Hans zh-Hant zu';

/** Languages with their names as the person's language has them, in its alphabetical order. */
export function languageOffers(): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(locale, { type: 'language' });
  return TAGS.split(' ')
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((a, b) => a.label.localeCompare(b.label, locale));
}
