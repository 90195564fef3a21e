import { reindex } from '../../services/reindex';
import type { Command } from '../command';
import { commandJobs, tidyUp } from '../work';

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
    await tidyUp(context, archive);
    await context.output.result({ stories }, `${stories} stories indexed.`);
    return 0;
  },
};
