import { HIGHLIGHT_COLORS, type HighlightColorId } from '../../../core/highlight-colors';
import type { Mark, Run } from '../../../core/story';
import { directedTexts, runLanguage, type RunLanguage } from './docx-languages';
import type { DocxPart } from './docx-part';
import { attributes, fitting, xmlText } from './xml-text';

/** Runs of text as WordprocessingML (ECMA-376, part 1, 17.3.2), whose elements have a fixed order. */

/** What holds for the runs of a paragraph. */
export interface RunSetting {
  part: DocxPart;
  /** BCP 47. */
  lang: string;
  isRightToLeft: boolean;
  /** Stands before the names of places. */
  prefix: string;
  /** Properties that every run has, such as bold in header cells. */
  bold: boolean;
  schemes: readonly string[];
  /** The comment on an annotation's passage, where it has one. */
  comments: DocxComments;
}

/** Word refuses documents with longer addresses. */
const LONGEST_LINK = 2_000;

/** The comments of a story, by what runs say of them. */
export interface DocxComments {
  ofAnnotation: ReadonlyMap<string, number>;
  ofNumber: ReadonlyMap<number, number>;
}

export const NO_COMMENTS: DocxComments = { ofAnnotation: new Map(), ofNumber: new Map() };

/** A line of its own for each colour, for printers without colours. */
export const HIGHLIGHT_LINES: Readonly<Record<HighlightColorId, string>> = {
  yellow: 'dotted',
  green: 'dash',
  blue: 'double',
  pink: 'wave',
  orange: 'dottedHeavy',
  purple: 'dashedHeavy',
  underline: 'single',
};

const FILLS: ReadonlyMap<string, string> = new Map(
  HIGHLIGHT_COLORS.map(({ id, light }) => [id, id === 'underline' ? '' : light.slice(1).toUpperCase()]),
);

/** The name of a highlight colour's character style. */
export const highlightStyle = (color: string): string => `Highlight${color.charAt(0).toUpperCase()}${color.slice(1)}`;

/** How a highlight looks: its line and its fill, in their places among the properties. */
export function highlightLook(color: HighlightColorId): { line: string; fill: string } {
  const fill = FILLS.get(color) ?? '';
  return {
    line: `<w:u${attributes({ 'w:val': HIGHLIGHT_LINES[color] })}/>`,
    fill: fill === '' ? '' : `<w:shd${attributes({ 'w:val': 'clear', 'w:color': 'auto', 'w:fill': fill })}/>`,
  };
}

/** Runs, with links and the ends of comments between them. */
export function runsToDocx(runs: readonly Run[], setting: RunSetting): string {
  const { comments } = setting;
  return quotationsMarked(runs)
    .map((run) => {
      const starts = (run.begins ?? []).flatMap((uid) => comments.ofAnnotation.get(uid) ?? []);
      const ends = run.notes.flatMap((number) => comments.ofNumber.get(number) ?? []);
      return starts.map(commentStart).join('') + linked(run, setting) + ends.map(commentEnd).join('');
    })
    .join('');
}

export const commentStart = (id: number): string => `<w:commentRangeStart w:id="${id}"/>`;
export const commentEnd = (id: number): string =>
  `<w:commentRangeEnd w:id="${id}"/><w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="${id}"/></w:r>`;

/** Quotations in a sentence get the marks that browsers draw around them. */
function quotationsMarked(runs: readonly Run[]): Run[] {
  const isIn = (run: Run | undefined) => run?.marks.includes('q') === true;
  return runs.map((run, index) => {
    if (!isIn(run)) return run;
    const open = isIn(runs[index - 1]) ? '' : '“';
    const close = isIn(runs[index + 1]) ? '' : '”';
    return { ...run, text: open + run.text + close };
  });
}

function linked(run: Run, setting: RunSetting): string {
  const { part, prefix, schemes } = setting;
  if (run.to !== undefined)
    return `<w:hyperlink${attributes({ 'w:anchor': bookmarkName(prefix, run.to) })}>${textRun(run, setting, true)}</w:hyperlink>`;
  const isFollowed =
    run.href !== '' && run.href.length <= LONGEST_LINK && URL.canParse(run.href) && schemes.includes(new URL(run.href).protocol);
  if (!isFollowed) return textRun(run, setting, false);
  return `<w:hyperlink${attributes({ 'r:id': part.link(new URL(run.href).href) })}>${textRun(run, setting, true)}</w:hyperlink>`;
}

/** A bookmark's name: letters, digits and lines, at most forty. */
export const bookmarkName = (prefix: string, place: string): string => `${prefix}_${place}`.replace(/[^\p{L}\d]/gu, '_').slice(0, 40);

function textRun(run: Run, setting: RunSetting, isLink: boolean): string {
  const language = runLanguage(run.lang ?? setting.lang);
  const base = run.dir === undefined || run.dir === 'auto' ? setting.isRightToLeft : run.dir === 'rtl';
  const properties = (isRightToLeft: boolean) => runProperties(run, language, { isLink, isRightToLeft, bold: setting.bold });
  if (run.reading !== undefined) return ruby(run, properties(base), language);
  return directedTexts(fitting(run.text), base)
    .map(({ text, isRightToLeft }) => `<w:r>${properties(isRightToLeft)}${textContent(text)}</w:r>`)
    .join('');
}

/** Text with its line breaks and tabs. */
export function textContent(text: string): string {
  return text
    .split(/([\n\t])/)
    .map((piece) =>
      piece === '\n' ? '<w:br/>' : piece === '\t' ? '<w:tab/>' : piece === '' ? '' : `<w:t xml:space="preserve">${xmlText(piece)}</w:t>`,
    )
    .join('');
}

interface RunKind {
  isLink: boolean;
  isRightToLeft: boolean;
  bold: boolean;
}

function runProperties({ marks, highlight }: Run, language: RunLanguage, { isLink, isRightToLeft, bold }: RunKind): string {
  const has = (...names: Mark[]) => names.some((name) => marks.includes(name));
  const look = highlight === '' ? null : highlightLook(highlight as HighlightColorId);
  const style = isLink ? 'Hyperlink' : look ? highlightStyle(highlight) : '';
  const fonts = has('code') ? '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/>' : language.fonts;
  const properties = [
    style === '' ? '' : `<w:rStyle${attributes({ 'w:val': style })}/>`,
    fonts,
    bold || has('strong') ? '<w:b/><w:bCs/>' : '',
    has('em', 'cite') ? '<w:i/><w:iCs/>' : '',
    has('s') ? '<w:strike/>' : '',
    has('small') ? '<w:sz w:val="18"/><w:szCs w:val="18"/>' : '',
    look && isLink ? look.line : has('u') && !look ? '<w:u w:val="single"/>' : '',
    look && isLink ? look.fill : has('mark') && !look ? '<w:shd w:val="clear" w:color="auto" w:fill="EAEAEA"/>' : '',
    has('sub') ? '<w:vertAlign w:val="subscript"/>' : has('sup') ? '<w:vertAlign w:val="superscript"/>' : '',
    isRightToLeft ? '<w:rtl/>' : '',
    language.lang,
  ].join('');
  return properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`;
}

/** Characters with their reading above them. */
function ruby(run: Run, properties: string, { tag }: RunLanguage): string {
  const base = `<w:rubyBase><w:r>${properties}${textContent(fitting(run.text))}</w:r></w:rubyBase>`;
  const reading = `<w:rt><w:r>${properties}${textContent(fitting(run.reading ?? ''))}</w:r></w:rt>`;
  const look = `<w:rubyAlign w:val="distributeSpace"/><w:hps w:val="11"/><w:hpsRaise w:val="20"/><w:hpsBaseText w:val="22"/><w:lid${attributes({ 'w:val': tag || 'ja-JP' })}/>`;
  return `<w:r>${properties}<w:ruby><w:rubyPr>${look}</w:rubyPr>${reading}${base}</w:ruby></w:r>`;
}
