import {
  DEFAULT_LOOK,
  MARGINS,
  NOTE_PLACES,
  PAGE_COLUMNS,
  PAPER_SIZES,
  PDF_STANDARDS,
  TEXT_SIZES,
  type PageLook,
  type PageOptions,
} from '../../core/pages';
import { paperSizeFor } from '../../core/paper';
import { textOption, UsageError, type CommandOption, type Given } from './command';

/** The country whose paper is in the printer; unknown where the shell's locale is none, as in scripts and services. */
function country(locale: string): string {
  const { LC_ALL, LC_PAPER, LANG } = process.env;
  const isUnset = /^(C|POSIX)?(\.|$)/.test(LC_ALL || LC_PAPER || LANG || '');
  return process.platform === 'linux' && isUnset ? '' : (new Intl.Locale(locale).region ?? '');
}

/** As `lookSchema` has it. */
const LONGEST_TITLE = 200;

/** Options of every command that sets pages. */
export const PAGE_OPTIONS = {
  paper: { type: 'string', value: 'SIZE', help: `${PAPER_SIZES.join(', ')} (default: by your locale).` },
  'text-size': { type: 'string', value: 'SIZE', help: `${TEXT_SIZES.join(', ')}.` },
  margins: { type: 'string', value: 'WIDTH', help: `${MARGINS.join(', ')}.` },
  columns: { type: 'string', value: 'COUNT', help: `${PAGE_COLUMNS.join(' or ')}.` },
  notes: { type: 'string', value: 'PLACE', help: `Where notes are printed: ${NOTE_PLACES.join(', ')}.` },
  clean: { type: 'boolean', help: 'Print neither highlights nor notes.' },
  links: { type: 'boolean', help: 'Number links, and list their addresses behind the story.' },
  'no-pictures': { type: 'boolean', help: 'Leave pictures out.' },
  provenance: { type: 'boolean', help: 'Say how the story came here and how its original is checked.' },
  standard: {
    type: 'string',
    value: 'NAME',
    help: `What the PDF promises: ${PDF_STANDARDS.join(', ')} (default: ${DEFAULT_LOOK.standard}).`,
  },
  title: { type: 'string', value: 'TITLE', help: 'Of a document of many stories (default: what they were found by).' },
  design: { type: 'string', value: 'NAME', help: 'Your own page design.' },
} satisfies Record<string, CommandOption>;

/** A word of a closed list, or the error that names the list. @throws UsageError */
export function oneOf<T extends string>(known: readonly T[], wanted: string, what: string): T {
  const found = known.find((one) => one === wanted);
  if (found === undefined) throw new UsageError(`There is no ${what} “${wanted}”. Known: ${known.join(', ')}.`);
  return found;
}

/** @throws UsageError */
function titleOf(given: Given): string {
  const title = textOption(given, 'title') ?? '';
  if (title.length > LONGEST_TITLE) throw new UsageError(`--title takes up to ${LONGEST_TITLE} characters.`);
  return title;
}

function lookOf(given: Given): PageLook {
  const chosen = <T extends string>(option: keyof typeof PAGE_OPTIONS, known: readonly T[], usual: T): T => {
    const wanted = textOption(given, option);
    return wanted === undefined ? usual : oneOf(known, wanted, `value of --${option}`);
  };
  const isOn = (option: keyof typeof PAGE_OPTIONS) => given.values[option] === true;
  return {
    ...DEFAULT_LOOK,
    textSize: chosen('text-size', TEXT_SIZES, DEFAULT_LOOK.textSize),
    margins: chosen('margins', MARGINS, DEFAULT_LOOK.margins),
    columns: chosen('columns', PAGE_COLUMNS, DEFAULT_LOOK.columns),
    notes: chosen('notes', NOTE_PLACES, DEFAULT_LOOK.notes),
    standard: chosen('standard', PDF_STANDARDS, DEFAULT_LOOK.standard),
    clean: isOn('clean'),
    links: isOn('links'),
    pictures: !isOn('no-pictures'),
    provenance: isOn('provenance'),
    design: textOption(given, 'design') ?? DEFAULT_LOOK.design,
    dossier: { ...DEFAULT_LOOK.dossier, title: titleOf(given) },
  };
}

/** How pages are to be set, as it was given. @throws UsageError */
export function pageOptions(given: Given): PageOptions {
  const { locale, timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const paper = oneOf(PAPER_SIZES, textOption(given, 'paper') ?? paperSizeFor(country(locale)), 'paper size');
  return { locale, timeZone, paper, look: lookOf(given) };
}
