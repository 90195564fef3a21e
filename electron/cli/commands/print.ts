import { DEFAULT_CHOICE, type ExportOptions } from '../../../core/exporting';
import { toFailure } from '../../../core/reply';
import type { ReadStore } from '../../../db/store';
import { noStory } from '../../services/parts/stories';
import { textOption, UsageError, wholeNumber, type Command } from '../command';
import { columns } from '../output';
import { PAGE_OPTIONS, pageOptions } from '../pages';
import { printerNamed, printStories } from '../../services/printing';

async function headlineOf(store: ReadStore, uid: string): Promise<string> {
  const article = await store.articles.get(uid);
  if (!article) throw noStory(uid);
  return article.headline || uid;
}

export const printCommand: Command = {
  name: 'print',
  usage: 'UID… [--printer NAME]',
  summary: 'Print stories, with their notes, without asking.',
  details: `The pages are those of “export --to pdf”. Each story is a job of its own. Printed is what the spooler took; the command does not
wait for the paper. With --json a line for every story: {"uid","printer","job"}.`,
  options: {
    printer: { type: 'string', value: 'NAME', help: 'The printer (default: the usual one; “printers” lists them).' },
    copies: { type: 'string', value: 'N', help: 'How many copies (default: 1).' },
    ...PAGE_OPTIONS,
  },
  async run({ archive, output }, given) {
    if (given.positionals.length === 0) throw new UsageError('Name the stories to print by their uids.');
    const copies = wholeNumber(given, 'copies', 1, 1);
    const options: ExportOptions = { page: pageOptions(given), choice: DEFAULT_CHOICE };
    const store = archive.forReading();
    // Before any page is set: a name that was mistyped should cost nothing.
    const printer = await printerNamed(textOption(given, 'printer'));
    let failed = 0;
    for (const uid of given.positionals) {
      try {
        const title = await headlineOf(store, uid);
        const job = await printStories(store, { kind: 'uids', uids: [uid] }, options, { printer, title, copies });
        await output.result({ uid, printer: printer.name, job }, columns('printed', printer.name, job, title));
      } catch (error) {
        failed += 1;
        const { message } = toFailure(error);
        await output.result({ uid, printer: printer.name, job: '', reason: message }, columns('failed', uid, message));
      }
    }
    return failed > 0 ? 1 : 0;
  },
};
