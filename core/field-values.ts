import type { ArticleFields } from './article';

/** What a story's fields may hold. Core is compiled without the types of any environment; every one has these. */
declare const URL: { new (address: string): { protocol: string }; canParse(address: string): boolean };

/** An ISO 8601 date or date-time, as precise as the source was. */
const DATE = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?$/;

export const isDateValue = (value: string): boolean => DATE.test(value) && Number.isFinite(Date.parse(value));

export const isAddressValue = (value: string): boolean => /^https?:$/.test(URL.canParse(value) ? new URL(value).protocol : '');

export function isLanguageValue(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

const CHECKS: Partial<Record<keyof ArticleFields, (value: string) => boolean>> = {
  published: isDateValue,
  updated: isDateValue,
  embargo: isDateValue,
  url: isAddressValue,
  language: isLanguageValue,
};

/** Whether a field may hold a value. Any field may be empty. */
export const isFieldValue = (name: keyof ArticleFields, value: string): boolean => value === '' || (CHECKS[name]?.(value) ?? true);
