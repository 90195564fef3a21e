import * as v from 'valibot';
import { LANGUAGE_CHOICES, type LanguageId } from './languages';

/** What the windows look like; `system` is light or dark as the system is. */
export const THEMES = ['system', 'light', 'dark', 'sepia'] as const;
export type Theme = (typeof THEMES)[number];

const whole = v.pipe(v.number(), v.integer());
const size = v.pipe(whole, v.minValue(1));

/** A place on the screens, in device-independent pixels. */
const bounds = v.object({ x: whole, y: whole, width: size, height: size });
export type Bounds = v.InferOutput<typeof bounds>;

/** Where a window stood when it was closed. */
const windowPlace = v.object({ bounds, maximized: v.boolean(), fullScreen: v.boolean() });
export type WindowPlace = v.InferOutput<typeof windowPlace>;

/** What can be told about the app on this computer. An entry that is damaged or of another version counts as not there. */
export const preferences = v.object({
  language: v.fallback(v.optional(v.picklist(LANGUAGE_CHOICES), 'system'), 'system'),
  theme: v.fallback(v.optional(v.picklist(THEMES), 'system'), 'system'),
  /** `null` before a window was closed. */
  window: v.fallback(v.optional(v.nullable(windowPlace), null), null),
});
export type Preferences = v.InferOutput<typeof preferences>;

/** What a person changes of them. */
export const preferenceChange = v.strictObject({
  language: v.optional(v.picklist(LANGUAGE_CHOICES)),
  theme: v.optional(v.picklist(THEMES)),
});

/** What was chosen, and what follows from it on this computer. */
export interface AppliedPreferences extends Preferences {
  /** The language that is spoken, also where the choice is the system's. */
  spoken: LanguageId;
  /** The locale of dates and numbers. */
  locale: string;
}
