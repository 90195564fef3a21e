import type { Command } from '../command';
import { columns } from '../output';
import { printers } from '../../services/printing';

export const printersCommand: Command = {
  name: 'printers',
  usage: '',
  summary: 'List the printers of this computer.',
  details: 'The usual one is marked with an asterisk. With --json a line for every printer: {"name","isDefault","isReady","state"}.',
  options: {},
  async run({ output }) {
    const known = await printers();
    for (const printer of known) await output.result({ ...printer }, columns(printer.isDefault ? '*' : ' ', printer.name, printer.state));
    if (known.length === 0) output.message('No printer is set up on this computer.');
    return known.length === 0 ? 1 : 0;
  },
};
