import { COMMON_OPTIONS, type Command, type CommandOption } from './command';

function optionLine([name, option]: [string, CommandOption]): string {
  const short = option.short === undefined ? '' : `-${option.short}, `;
  return `  ${`${short}--${name}${option.value === undefined ? '' : ` ${option.value}`}`.padEnd(18)}  ${option.help}`;
}

/** The help of one command. */
export function commandHelp(command: Command): string {
  const options = Object.entries<CommandOption>({ ...command.options, ...COMMON_OPTIONS }).map(optionLine);
  return [
    `Usage: broadsheet ${command.name} ${command.usage}`.trimEnd(),
    command.summary,
    command.details,
    ['Options:', ...options].join('\n'),
  ].join('\n\n');
}

/** The help of the whole command line. */
export function generalHelp(commands: readonly Command[]): string {
  return `Usage: broadsheet <command> [options]

Broadsheet keeps news stories on your own disk. Without a command it opens its window.

Commands:
${commands.map(({ name, summary }) => `  ${name.padEnd(11)}  ${summary}`).join('\n')}

Every command takes --archive FILE, --json and --help.
Exit codes: 0 done, 1 failed, 2 wrong usage. Results go to standard output, messages to standard error.`;
}
