/** Choices about pages and exports as they are checked at the door, and made whole again where they were kept. */
import * as v from 'valibot';
import { DEFAULT_CHOICE, NOTE_ORDERS, type ExportChoice } from './exporting';
import { HIGHLIGHT_COLOR_IDS } from './highlight-colors';
import { DEFAULT_LOOK, MARGINS, NOTE_PLACES, PAGE_COLUMNS, PAPER_SIZES, PDF_STANDARDS, TEXT_SIZES, type PageChoice } from './pages';

const name = v.pipe(v.string(), v.maxLength(200));
const day = v.pipe(v.string(), v.regex(/^(\d{4}-\d{2}-\d{2})?$/, 'not a day'));

export const lookSchema = v.strictObject({
  design: name,
  textSize: v.picklist(TEXT_SIZES),
  margins: v.picklist(MARGINS),
  columns: v.picklist(PAGE_COLUMNS),
  clean: v.boolean(),
  highlights: v.boolean(),
  notes: v.picklist(NOTE_PLACES),
  pictures: v.boolean(),
  links: v.boolean(),
  runningHead: v.boolean(),
  runningFoot: v.boolean(),
  provenance: v.boolean(),
  standard: v.picklist(PDF_STANDARDS),
  dossier: v.strictObject({ title: name, cover: v.boolean(), contents: v.boolean(), index: v.boolean(), bibliography: v.boolean() }),
});
const paperSchema = v.nullable(v.picklist(PAPER_SIZES));

/** How pages are to look; without a paper, on the one of the person's country. */
export const pageChoiceSchema = v.strictObject({ paper: paperSchema, look: lookSchema });

const noteChoiceSchema = v.strictObject({
  order: v.picklist(NOTE_ORDERS),
  colors: v.array(v.picklist(HIGHLIGHT_COLOR_IDS)),
  tags: v.array(v.string()),
  since: day,
  until: day,
});

/** How stories are written, besides their pages. */
export const exportChoiceSchema = v.strictObject({
  notes: noteChoiceSchema,
  annotatedOnly: v.boolean(),
  text: v.boolean(),
  style: name,
  template: name,
  sidecar: v.boolean(),
});

/** Pages that nobody chose. */
export const FIRST_PAGES: PageChoice = { paper: null, look: DEFAULT_LOOK };

type Fields<T> = { [Name in keyof T]: v.GenericSchema<unknown, T[Name]> };

/** What is sound of something kept earlier, field by field; the rest as it is at first. */
function made<T extends object>(fields: Fields<T>, usual: T, found: unknown): T {
  const given = (typeof found === 'object' && found !== null ? found : {}) as Partial<Record<keyof T, unknown>>;
  const whole = { ...usual };
  for (const field of Object.keys(fields) as (keyof T)[]) {
    const checked = v.safeParse(fields[field], given[field]);
    if (checked.success) whole[field] = checked.output as T[typeof field];
  }
  return whole;
}

const partOf = (found: unknown, field: string): unknown =>
  typeof found === 'object' && found !== null ? Reflect.get(found, field) : undefined;

/** A choice of pages that was kept, made whole: a damaged or older one is as usual where it says nothing. */
export function wholePageChoice(found: unknown): PageChoice {
  const { paper } = made({ paper: paperSchema }, { paper: FIRST_PAGES.paper }, found);
  return { paper, look: made(lookSchema.entries, DEFAULT_LOOK, partOf(found, 'look')) };
}

/** As {@link wholePageChoice}, for a choice about exports. */
export function wholeExportChoice(found: unknown): ExportChoice {
  return {
    ...made(exportChoiceSchema.entries, DEFAULT_CHOICE, found),
    notes: made(noteChoiceSchema.entries, DEFAULT_CHOICE.notes, partOf(found, 'notes')),
  };
}
