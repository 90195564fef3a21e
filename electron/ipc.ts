import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import * as v from 'valibot';
import { contract, type CallName, type CallOutput, type CallsIn, type CheckedInput } from '../core/contract';
import * as m from '../core/messages/messages.js';
import { toFailure, type Failure, type Reply } from '../core/reply';
import type { ArchiveClient } from './archive/client';
import type { Log } from './log';
import { WINDOW_ORIGIN } from './protocol';

/** Calls the main process answers itself. */
export type MainCall = CallsIn<'main'>;
export type MainHandlers = { [Name in MainCall]: (input: CheckedInput<Name>, window: BrowserWindow) => Promise<CallOutput<Name>> };

export interface Door {
  /** Calls wait until the archive is open. */
  archive: Promise<ArchiveClient>;
  handlers: MainHandlers;
  /** The app's windows; nobody else may call. */
  windowOf(event: IpcMainInvokeEvent): BrowserWindow | null;
  log: Log;
}

const refuse = (details: string): Reply<never> => ({
  ok: false,
  error: { code: 'invalid-input', message: m.error_request(), details },
});

/** Whether the call comes from the top frame of one of the app's own windows, showing the app's own page. */
function senderOf(event: IpcMainInvokeEvent, door: Door): BrowserWindow | null {
  const window = door.windowOf(event);
  const frame = event.senderFrame;
  if (!window || !frame || frame !== window.webContents.mainFrame || !frame.url.startsWith(`${WINDOW_ORIGIN}/`)) return null;
  return window;
}

/**
 * Calls of the main process alone: files are written only where the person said so in the system's dialog, and originals shown only
 * where nothing in them can run.
 */
const CLOSED: ReadonlySet<CallName> = new Set<CallName>([
  'export.write',
  'export.write-many',
  'export.render',
  'export.write-text',
  'backups.move',
  'originals.show',
]);

/** Calls a window may make. */
function isOpenToWindows(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(contract, name) && !CLOSED.has(name as CallName);
}

/** The one door into the app: the sender is checked and every input validated here and nowhere else. */
export function openDoor(door: Door): void {
  ipcMain.handle('call', async (event, name: unknown, input: unknown): Promise<Reply<unknown>> => {
    const window = senderOf(event, door);
    if (!window) {
      door.log(`refused a call from ${event.senderFrame?.url ?? 'a closed frame'}`);
      return refuse('sender');
    }
    if (!isOpenToWindows(name)) return refuse(`unknown call ${String(name).slice(0, 100)}`);
    const checked = v.safeParse(contract[name].input, input);
    if (!checked.success) return refuse(checked.issues.map((issue) => `${v.getDotPath(issue) ?? 'input'}: ${issue.message}`).join('; '));
    const reply = await answer(door, name, checked.output, window);
    if (!reply.ok) logFailure(door.log, name, reply.error);
    return reply;
  });
}

async function answer(door: Door, name: CallName, input: unknown, window: BrowserWindow): Promise<Reply<unknown>> {
  try {
    if (contract[name].place !== 'main') return await (await door.archive).call(name as Exclude<CallName, MainCall>, input as never);
    const handler = door.handlers[name as MainCall] as (input: unknown, window: BrowserWindow) => Promise<unknown>;
    return { ok: true, value: await handler(input, window) };
  } catch (error) {
    return { ok: false, error: toFailure(error) };
  }
}

function logFailure(log: Log, name: CallName, { code, message, details }: Failure): void {
  if (code !== 'cancelled') log(`${name} failed: ${code}: ${message}${details && ` (${details})`}`);
}
