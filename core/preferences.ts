import * as v from 'valibot';
import { LANGUAGE_CHOICES, type LanguageId } from './languages';

/** What can be told about the app on this computer. An entry that is damaged or of another version counts as not there. */
export const preferences = v.object({
  language: v.fallback(v.optional(v.picklist(LANGUAGE_CHOICES), 'system'), 'system'),
});
export type Preferences = v.InferOutput<typeof preferences>;

/** What a person changes of them. */
export const preferenceChange = v.strictObject({ language: v.optional(v.picklist(LANGUAGE_CHOICES)) });

/** What was chosen, and what follows from it on this computer. */
export interface AppliedPreferences extends Preferences {
  /** The language that is spoken, also where the choice is the system's. */
  spoken: LanguageId;
  /** The locale of dates and numbers. */
  locale: string;
}
