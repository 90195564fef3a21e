import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMAND_NAMES } from '../electron/cli/names';
import { EXPORTERS } from '../electron/exporters';

/** What the README promises is there, and what is there stands in it. */
describe('the README', () => {
  const text = readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8');

  it.each(EXPORTERS.map(({ id }) => id))('names the export format %s', (id) => {
    const rows = text.split('\n').filter((line) => line.startsWith('|'));
    expect(rows.some((row) => row.includes(`\`${id}\``))).toBe(true);
  });

  it.each(COMMAND_NAMES)('names the command %s', (name) => {
    expect(text).toContain(`\`${name}\``);
  });

  it('leads to nothing that is not there', () => {
    for (const [, path = ''] of text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)) {
      expect(() => readFileSync(join(import.meta.dirname, '..', path.replace(/\/$/, '/README.md'))), path).not.toThrow();
    }
  });
});
