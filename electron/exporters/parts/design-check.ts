import * as m from '../../../core/messages/messages.js';
import { BroadsheetError } from '../../../core/reply';

/** A page design that a person made: a template of the page setter, which stands where the app's own ones stand. */
export interface PageDesign {
  /** The file's name without its ending. */
  name: string;
  source: string;
}

/** What the page setter says is wrong, with the place; lines and characters count from 0. */
export interface Diagnostic {
  message: string;
  path: string;
  range: { start: { line: number; character: number } };
}

/** The one way in which a design may take something in: a part of the app's own, named in so many letters. */
const PART = /^\s*"parts\/[\w-]+\.typ"(?=\s*(?:[:;)\]}]|as\b|$)|[ \t]*\n\s*(?![\s.+*/=<>(-]))/;
/** Words of the page setter's language that take other files in, and those that reach them under another name. */
const TAKING_IN = /(?<![\w-])(import|include|eval|std)(?![\w-])/g;

/**
 * Why a design is not set at all. The page setter would fetch a package from the network, at any address that a design puts together,
 * and it has no way to forbid that; so a design may take in the app's own parts by their names, and nothing else. What it reads as data
 * the page setter itself keeps to the folder of the templates.
 */
export function designRefusal({ name, source }: PageDesign): BroadsheetError | null {
  for (const { 1: word = '', index } of source.matchAll(TAKING_IN)) {
    const rest = source.slice(index + word.length);
    if ((word === 'import' || word === 'include') && PART.test(rest)) continue;
    // A known function of the standard library; `std` as a value would give its others away.
    if (word === 'std' && /^\.(?!eval\b)[a-z]/.test(rest)) continue;
    const before = source.slice(0, index).split('\n');
    const place = { file: `${name}.typ`, line: before.length, column: (before.at(-1) ?? '').length + 1 };
    return new BroadsheetError('typesetting-failed', m.error_design_takes_in({ ...asText(place), word }));
  }
  return null;
}

/** What the page setter says about a design, as a sentence with the place. */
export function designError({ name }: PageDesign, diagnostics: readonly Diagnostic[], details: string): BroadsheetError {
  const isOwn = ({ path }: Diagnostic) => path.endsWith('page-design.typ');
  const said = diagnostics.find(isOwn) ?? diagnostics[0];
  if (!said) return new BroadsheetError('typesetting-failed', m.error_design_pdf({ file: `${name}.typ`, message: details }), details);
  const { line, character } = said.range.start;
  const file = isOwn(said) ? `${name}.typ` : said.path.replace(/^.*[/\\]pages[/\\]/, '');
  const place = { file, line: line + 1, column: character + 1 };
  return new BroadsheetError('typesetting-failed', m.error_design({ ...asText(place), message: said.message }), details);
}

const asText = ({ file, line, column }: { file: string; line: number; column: number }) => ({
  file,
  line: String(line),
  column: String(column),
});
