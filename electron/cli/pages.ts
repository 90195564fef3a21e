import { PAPER_SIZES, type PageOptions } from '../../core/pages';
import { paperSizeFor } from '../../core/paper';
import { textOption, UsageError, type CommandOption, type Given } from './command';

/** The country whose paper is in the printer; unknown where the shell's locale is none, as in scripts and services. */
function country(locale: string): string {
  const { LC_ALL, LC_PAPER, LANG } = process.env;
  const isUnset = /^(C|POSIX)?(\.|$)/.test(LC_ALL || LC_PAPER || LANG || '');
  return process.platform === 'linux' && isUnset ? '' : (new Intl.Locale(locale).region ?? '');
}

/** Options of every command that sets pages. */
export const PAGE_OPTIONS = {
  paper: { type: 'string', value: 'SIZE', help: `${PAPER_SIZES.join(', ')} (default: by your locale).` },
} satisfies Record<string, CommandOption>;

/** How pages are to be set, as it was given. @throws UsageError */
export function pageOptions(given: Given): PageOptions {
  const { locale, timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const wanted = textOption(given, 'paper') ?? paperSizeFor(country(locale));
  const paper = PAPER_SIZES.find((size) => size === wanted);
  if (!paper) throw new UsageError(`There is no paper size “${wanted}”. Known sizes: ${PAPER_SIZES.join(', ')}.`);
  return { locale, timeZone, paper };
}
