import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Computer, startApp } from '../support/app';
import { netLogOf } from '../support/net-log';
import { Person } from '../support/person';

/** Story full of things that would be fetched by anything less careful. */
const GREEDY_PAGE = `<!doctype html><html lang="en"><head><title>Greedy page</title>
<link rel="stylesheet" href="https://cdn.example/style.css"><link rel="preconnect" href="https://cdn.example">
<meta property="og:image" content="https://cdn.example/og.png"><script src="https://cdn.example/x.js"></script></head><body><article>
<h1>A page that wants everything from elsewhere</h1>
${'<p>The bridge was opened on Monday, and the ferry went on sailing as if nothing had happened, which surprised the council.</p>'.repeat(6)}
<img src="https://cdn.example/picture.png" alt="A bridge"><iframe src="https://cdn.example/frame.html"></iframe>
<video src="https://cdn.example/v.mp4" autoplay></video><p style="background:url(https://cdn.example/bg.png)">Styled with a picture.</p></article></body></html>`;

describe('the network', () => {
  it('is asked for nothing during a whole tour', async () => {
    const computer = new Computer();
    const folder = mkdtempSync(join(tmpdir(), 'broadsheet-net-'));
    const netLog = join(folder, 'chromium.json');
    const nodeLog = join(folder, 'node.txt');
    const html = join(computer.home, 'greedy.html');
    writeFileSync(html, GREEDY_PAGE);
    const running = await startApp(computer, {
      switches: [
        `--log-net-log=${netLog}`,
        '--net-log-capture-mode=Everything',
        '-r',
        join(import.meta.dirname, '../support/network-watch.cjs'),
      ],
      env: { BROADSHEET_NETWORK_WATCH: nodeLog },
    });
    try {
      const person = new Person(running);
      await person.page.getByRole('option').first().waitFor();
      await person.importFiles([html]);
      await person.search('bridge council');
      await person.open('A page that wants everything from elsewhere');
      await person.select('the ferry went on sailing');
      await person.note('With a picture: ![x](https://cdn.example/note.png)');
      await person.export('PDF of the story', join(computer.home, 'story.pdf'));
      await person.export('Obsidian notes', join(computer.home, 'story.md'));
      // The page's own attempts fail as well.
      const attempt = await person.page.evaluate(() =>
        fetch('https://cdn.example/').then(
          () => 'answered',
          () => 'refused',
        ),
      );
      expect(attempt).toBe('refused');
      if (process.platform === 'linux') expect(openConnections(running.app.process().pid ?? 0)).toEqual([]);
    } finally {
      await running.close();
    }

    const nodeLines = readFileSync(nodeLog, 'utf8').split('\n').filter(Boolean);
    // The main process and its threads were all watched, or silence would prove nothing.
    expect(nodeLines.filter((line) => line === 'watching main').length).toBeGreaterThan(0);
    expect(nodeLines.filter((line) => line === 'watching worker').length).toBeGreaterThanOrEqual(2);
    expect(nodeLines.filter((line) => !line.startsWith('watching '))).toEqual([]);

    expect(existsSync(netLog)).toBe(true);
    expect(netLogOf(netLog)).toEqual({ departures: [], addresses: [] });
    rmSync(folder, { recursive: true, force: true });
    computer.dispose();
  });
});

/** Remote addresses that the process and its children are connected to, other than this computer's own (the test's driver). */
function openConnections(pid: number): string[] {
  const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' }).split('\n');
  const addresses = [String(pid), ...children.map((child) => child.trim()).filter(Boolean)].flatMap((process) => {
    const file = `/proc/${process}/net/tcp`;
    if (!existsSync(file)) return [];
    const inodes = new Set(socketsOf(process));
    const lines = readFileSync(file, 'utf8').trim().split('\n').slice(1);
    return lines.map((line) => line.trim().split(/\s+/)).flatMap((cells) => (inodes.has(cells[9] ?? '') ? [cells[2] ?? ''] : []));
  });
  return addresses.filter((address) => !/^(00000000|0100007F):/.test(address));
}

function socketsOf(pid: string): string[] {
  const listing = execFileSync('sh', ['-c', `ls -l /proc/${pid}/fd 2>/dev/null || true`], { encoding: 'utf8' });
  return [...listing.matchAll(/socket:\[(\d+)\]/g)].map((match) => match[1] ?? '');
}
