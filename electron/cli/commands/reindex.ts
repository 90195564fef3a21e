import { reindex } from '../../services/reindex';
import { tidyIndex } from '../../services/tidying';
import type { Command } from '../command';
import { commandJobs } from '../work';

export const reindexCommand: Command = {
  name: 'reindex',
  usage: '',
  summary: 'Build the search index anew from the stories.',
  details:
    'The archive can be used meanwhile. Interrupted with Ctrl-C or by a crash, it goes on where it stood when it is called again. With --json one object: stories.',
  options: {},
  async run(context) {
    const archive = context.archive.forWriting();
    const stories = await reindex(commandJobs(context, archive, 'interrupt'), archive);
    await tidyIndex(archive, () => Promise.resolve(!context.interruption().aborted));
    await context.output.result({ stories }, `${stories} stories indexed.`);
    return 0;
  },
};
