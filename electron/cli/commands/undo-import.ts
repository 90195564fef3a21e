import { importRuns, undoImport } from '../../services/imports/undo';
import { UsageError, type Command, type CommandContext } from '../command';
import { columns } from '../output';
import { commandJobs } from '../work';

async function listRuns({ archive, output }: CommandContext): Promise<number> {
  for await (const { uid, state, sources, counts, startedAt, remaining } of importRuns(archive.forReading())) {
    const line = columns(uid, startedAt.slice(0, 16).replace('T', ' '), state.padEnd(9), `${remaining} stories`, sources.join(', '));
    await output.result({ run: uid, state, startedAt, ...counts, stories: remaining, sources }, line);
  }
  return 0;
}

export const undoImportCommand: Command = {
  name: 'undo-import',
  usage: '[RUN] [--force]',
  summary: 'Take everything that one import brought out of the archive again.',
  details: `Without RUN it lists the imports, newest first. Stories that were highlighted, edited, starred, merged or put into a collection since stay, unless
--force is given; tags renamed for all stories do not count.
With --json a line for every run, {"run","state","startedAt","imported","duplicate","skipped","failed","stories","sources"};
with RUN one object, {"run","removed","kept"}.`,
  options: {
    force: { type: 'boolean', help: 'Remove stories too that were highlighted or edited since.' },
  },
  async run(context, given) {
    const [run, ...others] = given.positionals;
    if (others.length > 0) throw new UsageError('Name one import run at a time.');
    if (run === undefined) return listRuns(context);
    // Naming an archive that is not there is no reason to make one.
    context.archive.forReading();
    const archive = context.archive.forWriting();
    const report = await undoImport(commandJobs(context, archive, 'cancel'), archive, run, { force: given.values['force'] === true });
    const kept = report.kept === 0 ? '' : `; ${report.kept} highlighted or edited since were kept, --force removes them too`;
    await context.output.result(report, `${report.removed} stories removed${kept}.`);
    return 0;
  },
};
