/** The command line: the app's services without a window, in plain Node. */
import { environmentLanguages, resolveLanguage, speak } from '../core/languages';
import { runCommandLine } from './cli/run';

speak(resolveLanguage('system', environmentLanguages(process.env)));

// Whoever reads our output may stop reading, as `head` does; that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

/** The first Ctrl-C ends long work behind its last unit; a second one ends the process, which loses nothing either. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());
  return controller.signal;
}

const { stdin, stdout, stderr } = process;
process.exitCode = await runCommandLine(process.argv.slice(2), { stdin, stdout, stderr, interruption });
