import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';

/** Where Debian and its like keep the spooler, and what it prints with. */
const DAEMON = '/usr/sbin/cupsd';
const PROGRAMS = '/usr/lib/cups';

/** Whether a printing system of its own can be started here: CUPS is there, and we may be its superuser. */
export const canPrint = process.platform === 'linux' && existsSync(DAEMON) && process.getuid?.() === 0;

/** A printing system with printers that keep what they are given. */
export class Spooler {
  private daemon: ChildProcess | undefined;
  private readonly socket: string;
  private readonly servers: Server[] = [];

  /** @param folder goes away with it; must be short: the socket's path may not be longer than 107 bytes */
  constructor(private readonly folder: string) {
    this.socket = join(folder, 's');
  }

  async start(): Promise<void> {
    for (const name of ['root', 'cache', 'spool', 'state', 'tmp']) mkdirSync(join(this.folder, name));
    // The spooler's filters and backends run as another user.
    chmodSync(this.folder, 0o755);
    writeFileSync(
      join(this.folder, 'cups-files.conf'),
      [`ServerRoot ${this.folder}/root`, `ServerBin ${PROGRAMS}`, `RequestRoot ${this.folder}/spool`,
        `CacheDir ${this.folder}/cache`, `StateDir ${this.folder}/state`, `TempDir ${this.folder}/tmp`, `AccessLog ${this.folder}/access`,
        `ErrorLog ${this.folder}/errors`, `PageLog ${this.folder}/pages`, ''].join('\n'),
    ); // prettier-ignore
    writeFileSync(
      join(this.folder, 'cupsd.conf'),
      `Listen ${this.socket}\nBrowsing No\n<Location />\nOrder allow,deny\nAllow all\n</Location>\n<Policy default>\n<Limit All>\nOrder deny,allow\n</Limit>\n</Policy>\n`,
    );
    this.daemon = spawn(DAEMON, ['-f', '-c', join(this.folder, 'cupsd.conf'), '-s', join(this.folder, 'cups-files.conf')], {
      stdio: 'ignore',
    });
    for (let tries = 0; tries < 100 && !existsSync(this.socket); tries += 1) await sleep(50);
  }

  /** Where programs find it. */
  get environment(): { CUPS_SERVER: string } {
    return { CUPS_SERVER: this.socket };
  }

  ask(program: string, ...words: string[]): string {
    return execFileSync(program, words, { env: { ...process.env, ...this.environment, LC_ALL: 'C' }, encoding: 'utf8', stdio: 'pipe' });
  }

  /** Adds a printer of the kind that stands on the network and takes what comes. @returns what it printed first, once it has */
  async add(name: string): Promise<{ printed: Promise<Uint8Array> }> {
    const server = createServer();
    this.servers.push(server);
    const printed = new Promise<Uint8Array>((resolve) => {
      server.once('connection', (socket) => {
        const chunks: Buffer[] = [];
        socket.on('data', (chunk: Buffer) => chunks.push(chunk));
        socket.on('end', () => {
          socket.end();
          resolve(Buffer.concat(chunks));
        });
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    this.ask('lpadmin', '-p', name, '-E', '-v', `socket://127.0.0.1:${port}/?waiteof=false`, '-m', 'raw');
    return { printed };
  }

  async stop(): Promise<void> {
    for (const server of this.servers) server.close();
    const { daemon } = this;
    if (!daemon) return;
    const ended = new Promise((resolve) => daemon.once('exit', resolve));
    daemon.kill();
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}
