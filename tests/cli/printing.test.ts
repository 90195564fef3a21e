import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { printFile } from '../../electron/services/printing';
import { runCli, type Ran } from '../support/cli';
import { canPrint, Spooler } from '../support/cups';
import { temporaryFolder } from '../support/folder';
import { pdfPages } from '../support/pdf';
import { writePrintPage } from '../support/stories';

/** A printing system without printers, and one without a daemon, told by the place where programs look for it. */
async function withServer<T>(address: string, work: () => Promise<T>): Promise<T> {
  const before = process.env['CUPS_SERVER'];
  process.env['CUPS_SERVER'] = address;
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env['CUPS_SERVER'];
    else process.env['CUPS_SERVER'] = before;
  }
}

describe.skipIf(!canPrint)('printing through CUPS', () => {
  let spooler: Spooler;
  let archive: string;
  let uid: string;
  const cli = (...words: string[]): Promise<Ran> => withServer(spooler.environment.CUPS_SERVER, () => runCli(words, { archive }));

  beforeAll(async () => {
    spooler = new Spooler(mkdtempSync(join(tmpdir(), 'cups-')));
    await spooler.start();
  });
  afterAll(() => spooler.stop());
  beforeEach(async () => {
    const folder = temporaryFolder();
    archive = join(folder, 'archive.broadsheet');
    const { lines } = await cli('import', writePrintPage(folder), '--json');
    uid = String(lines[0]?.['uid']);
  });

  it('says that there is no printer', async () => {
    expect(await cli('printers')).toMatchObject({ code: 1, stdout: '', stderr: 'No printer is set up on this computer.\n' });
    expect(await cli('print', uid)).toMatchObject({ code: 1, stderr: 'No printer is set up on this computer.\n' });
  });

  it('prints the pages that the PDF export writes, on the printer named and on the usual one', async () => {
    const { printed } = await spooler.add('Office');
    const named = await cli('print', uid, '--printer', 'Office', '--paper', 'a4', '--json');
    expect(named.lines).toEqual([{ uid, printer: 'Office', job: expect.stringMatching(/^Office-\d+$/) as string }]);
    expect((await pdfPages(await printed)).join(' ')).toContain('Harbour town keeps its night ferry');
    spooler.ask('lpadmin', '-d', 'Office');
    expect((await cli('printers', '--json')).lines).toEqual([{ name: 'Office', isDefault: true, isReady: true, state: 'idle' }]);
    expect(await cli('print', uid)).toMatchObject({ code: 0, stderr: '' });
  });

  it('names the printers there are, and refuses one that is paused before setting a page', async () => {
    await spooler.add('Office');
    expect(await cli('print', uid, '--printer', 'Ofice')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: 'There is no printer “Ofice”. Known printers: Office.\n',
    });
    spooler.ask('cupsdisable', 'Office');
    expect((await cli('printers', '--json')).lines).toMatchObject([{ name: 'Office', isReady: false, state: 'paused' }]);
    const { code, stderr } = await cli('print', uid, '--printer', 'Office');
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'The printer “Office” is paused. Nothing was printed.\n' });
    spooler.ask('cupsenable', 'Office');
  });

  it('prints the stories that are there, and says which is not', async () => {
    await spooler.add('Office');
    const missing = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
    const { code, lines } = await cli('print', missing, uid, '--printer', 'Office', '--json');
    expect(code).toBe(1);
    expect(lines).toMatchObject([
      { uid: missing, job: '', reason: expect.stringContaining(missing) as string },
      { uid, printer: 'Office' },
    ]);
  });

  it('says so when a printer vanishes while its pages are set', async () => {
    await spooler.add('Gone');
    const file = join(temporaryFolder(), 'story.pdf');
    expect(await cli('export', uid, '--to', 'pdf', '--out', file)).toMatchObject({ code: 0 });
    spooler.ask('lpadmin', '-x', 'Gone');
    const printer = { name: 'Gone', isDefault: false, isReady: true, state: 'idle' } as const;
    const sent = withServer(spooler.environment.CUPS_SERVER, () => printFile(file, { printer, title: 'Ferry', copies: 1 }));
    await expect(sent).rejects.toMatchObject({
      code: 'printing-failed',
      message: 'The printer “Gone” did not take the pages. Nothing was printed.',
    });
  });

  it('says so when the printing system does not run', async () => {
    const nowhere = join(temporaryFolder(), 's');
    const { code, stderr } = await withServer(nowhere, () => runCli(['printers'], { archive }));
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'The printing system is not running. Start CUPS, and try again.\n' });
  });
});
