import type { CallInput, CallName, CallOutput, EventName, Events } from '../core/contract';
import { unwrap, type Reply } from '../core/reply';

/**
 * Asks the app. The names, inputs and outputs are those of `core/contract.ts`.
 * @throws BroadsheetError
 */
export async function call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>> {
  return unwrap((await window.broadsheet.call(name, input)) as Reply<CallOutput<Name>>);
}

/** Listens to what the app tells unasked. Returns the way to stop. */
export function on<Name extends EventName>(name: Name, listener: (payload: Events[Name]) => void): () => void {
  return window.broadsheet.on(name, (payload) => listener(payload as Events[Name]));
}

/** Paths of dropped files; files without one (from another program's memory) are left out. */
export function pathsOf(files: Iterable<File>): string[] {
  return [...files].map((file) => window.broadsheet.pathOf(file)).filter((path) => path !== '');
}
