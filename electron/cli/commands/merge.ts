import type { DuplicateGroup } from '../../../core/duplicate';
import { findDuplicates } from '../../services/duplicates';
import { mergeStories } from '../../services/merging';
import { UsageError, type Command, type CommandContext } from '../command';
import { columns } from '../output';

function describe({ reason, similarity, stories }: DuplicateGroup): string {
  const why = reason === 'text' ? `same text (${similarity} %)` : `same ${reason}`;
  const lines = stories.map(
    ({ uid, published, headline, publication }) => `  ${columns(uid, published.slice(0, 10), headline, publication)}`,
  );
  return [why, ...lines].join('\n');
}

async function find({ archive, output }: CommandContext): Promise<void> {
  const groups = await findDuplicates(archive.forReading());
  for (const group of groups) await output.result(group, describe(group));
  if (groups.length === 0) output.message('No two stories seem to be the same.');
}

export const mergeCommand: Command = {
  name: 'merge',
  usage: 'KEEP OTHER… | --find',
  summary: 'Merge stories into one, or list those that seem to be the same.',
  details: `The story KEEP gets the others’ highlights, tags, collections and star, and their fields where its own are empty; the others go
to the trash. “undo” takes it back.

With --json one object, {"kept","merged","annotations","orphans"}; with --find a line for every group,
{"reason","similarity","stories"}, where reason is address or text, and similarity the percentage of wording shared.`,
  options: { find: { type: 'boolean', help: 'List stories that seem to be the same, and why; change nothing.' } },
  async run(context, { positionals, values }) {
    if (values['find'] === true) {
      if (positionals.length > 0) throw new UsageError('--find looks through the whole archive; it takes no stories.');
      await find(context);
      return 0;
    }
    const [keep, ...others] = positionals;
    if (keep === undefined || others.length === 0) {
      throw new UsageError('Name the story to keep and at least one other by their uids; “merge --find” lists candidates.');
    }
    context.archive.forReading();
    const report = await mergeStories(context.archive.forWriting(), keep, others);
    const orphans = report.orphans > 0 ? `(${report.orphans} with a passage that is not in it)` : '';
    await context.output.result(
      report,
      columns('merged', String(report.merged), 'into', keep, `${report.annotations} highlights moved`, orphans),
    );
    return 0;
  },
};
