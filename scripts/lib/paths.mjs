import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The checkout. */
export const ROOT = resolve(import.meta.dirname, '../..');

/** Pinned Node 24 on Linux x64; other systems use the Node that runs npm. */
export const PINNED_NODE = join(ROOT, 'node_modules', '.bin', 'node');

/** What is fetched or compiled once and outlives a checkout. */
export const CACHE = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'broadsheet');

/** The folder in which npm was called: relative paths on the command line mean this one. */
export const CALLED_FROM = process.env.INIT_CWD ?? process.cwd();
