import type { Article } from '../../../core/article';
import type { PageStory } from '../../../core/pages';
import { pageFonts } from './page-fonts';
import { prevailingWritingSystem } from './writing-systems';

/** Primary language subtags written from right to left. */
export const RIGHT_TO_LEFT: ReadonlySet<string> = new Set([
  'ar',
  'arc',
  'ckb',
  'dv',
  'fa',
  'he',
  'ks',
  'ps',
  'sd',
  'syr',
  'ug',
  'ur',
  'yi',
]);

/** What a story's language means for its pages. */
type PageLanguage = Pick<PageStory, 'lang' | 'region' | 'languageName' | 'dir' | 'hyphenate' | 'fonts'>;

/** The page setter takes two or three letters and a region; more of a BCP 47 tag goes into the choice of fonts. */
export function languageOf({ language, text }: Article, locale: string): PageLanguage {
  const system = prevailingWritingSystem(text);
  const tag = language === '' ? (system?.language ?? '') : language;
  const [primary = '', ...subtags] = tag.split('-');
  const lang = /^[a-z]{2,3}$/i.test(primary) ? primary.toLowerCase() : 'en';
  return {
    lang,
    region: subtags.find((subtag) => /^[a-z]{2}$/i.test(subtag))?.toUpperCase() ?? '',
    languageName: languageName(language, locale),
    // The letters decide against the field: an English story may carry the tag of its Arabic newsroom.
    dir: RIGHT_TO_LEFT.has(lang) && system !== undefined ? 'rtl' : 'ltr',
    hyphenate: language !== '' && lang === primary.toLowerCase(),
    fonts: pageFonts(tag),
  };
}

function languageName(language: string, locale: string): string {
  if (language === '') return '';
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(language) ?? language;
  } catch {
    // A source's own word such as "English (UK)" is no tag, and still the language's name.
    return language;
  }
}
