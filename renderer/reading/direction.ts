/** Scripts written from right to left that newspapers use. */
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['Arab', 'Hebr', 'Thaa', 'Syrc', 'Nkoo', 'Adlm', 'Rohg']);

/** The usual script of a language, from its BCP 47 tag, such as `Latn`; empty when it is not known. */
export function scriptOf(language: string): string {
  try {
    return language === '' ? '' : (new Intl.Locale(language).maximize().script ?? '');
  } catch {
    return '';
  }
}

/** The direction of a language's usual script; `auto`, which lets the page look at the letters, when the language is unknown. */
export function textDirection(language: string): 'ltr' | 'rtl' | 'auto' {
  const script = scriptOf(language);
  if (script === '') return 'auto';
  return RIGHT_TO_LEFT.has(script) ? 'rtl' : 'ltr';
}
