import { text } from 'node:stream/consumers';
import { quoteOf } from '../../../core/annotation';
import { DEFAULT_HIGHLIGHT_COLOR, HIGHLIGHT_COLOR_IDS } from '../../../core/highlight-colors';
import { annotateQuote, createAnnotation } from '../../services/annotations';
import { readWhole } from '../../services/parts/files';
import { textOption, UsageError, type Command, type CommandContext, type Given } from '../command';
import { columns } from '../output';

async function takeFrom(
  { archive, output, stdin }: Pick<CommandContext, 'archive' | 'output' | 'stdin'>,
  uid: string,
  from: string,
  { values }: Given,
): Promise<number> {
  if (['quote', 'note', 'color', 'tag'].some((name) => values[name] !== undefined)) {
    throw new UsageError('--from takes annotations as they are in the file; leave the other options out.');
  }
  archive.forReading();
  const json = from === '-' ? await text(stdin) : Buffer.from(await readWhole(from)).toString('utf8');
  const { takeAnnotations } = await import('../../services/foreign-annotations');
  const report = await takeAnnotations(archive.forWriting(), uid, json);
  const counts = columns(`${report.added} taken`, `${report.orphaned} without their passage`, `${report.present} there already`);
  await output.result(report, [counts, ...report.refused].join('\n'));
  return report.refused.length > 0 ? 1 : 0;
}

export const annotateCommand: Command = {
  name: 'annotate',
  usage: 'UID [--quote TEXT] [--note MD] [--color ID] [--tag T]… | UID --from FILE',
  summary: 'Highlight a passage of a story, with or without a note, or make a note on the whole story.',
  details:
    'The passage is found by its words, also where white space or small details differ. Without --quote the\nnote is on the whole story. With --json the annotation as one object.\n--from takes all annotations of a file: W3C Web Annotations (JSON-LD), as “export --to w3c” writes them, or Hypothesis’\nJSON. Passages that the story does not hold are kept, and listed beside it; what it has already is passed over.',
  options: {
    quote: { type: 'string', value: 'TEXT', help: 'The words of the passage; without them, a note on the whole story.' },
    note: { type: 'string', value: 'MD', help: 'Your note, in Markdown.' },
    color: { type: 'string', value: 'ID', help: `One of ${HIGHLIGHT_COLOR_IDS.join(', ')} (default: ${DEFAULT_HIGHLIGHT_COLOR}).` },
    from: { type: 'string', value: 'FILE', help: 'A file of annotations; “-” reads standard input.' },
    tag: { type: 'string', multiple: true, value: 'T', help: 'A tag for the annotation; may be repeated.' },
  },
  async run({ archive, output, stdin }, given) {
    const [uid, ...others] = given.positionals;
    if (uid === undefined || others.length > 0) throw new UsageError('Name the one story to annotate by its uid; “list” tells them.');
    const from = textOption(given, 'from');
    if (from !== undefined) return takeFrom({ archive, output, stdin }, uid, from, given);
    const quote = textOption(given, 'quote');
    const note = textOption(given, 'note') ?? '';
    if (quote?.trim() === '' || (quote === undefined && note.trim() === '')) {
      throw new UsageError('Give the words of the passage with --quote TEXT, or a note on the whole story with --note MD.');
    }
    const wanted = textOption(given, 'color') ?? DEFAULT_HIGHLIGHT_COLOR;
    const color = HIGHLIGHT_COLOR_IDS.find((id) => id === wanted);
    if (!color) throw new UsageError(`There is no highlight colour “${wanted}”. Known colours: ${HIGHLIGHT_COLOR_IDS.join(', ')}.`);
    // Reading first: an archive that is not there must not be made for a note on nothing.
    archive.forReading();
    const marking = { color, note, tags: (given.values['tag'] as string[] | undefined) ?? [] };
    const annotation =
      quote === undefined
        ? await createAnnotation(archive.forWriting(), uid, null, marking)
        : await annotateQuote(archive.forWriting(), uid, quote, marking);
    await output.result(
      annotation,
      quote === undefined ? columns('noted', annotation.uid, note) : columns('highlighted', annotation.uid, `“${quoteOf(annotation)}”`),
    );
    return 0;
  },
};
