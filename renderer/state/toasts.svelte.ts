import { SvelteMap } from 'svelte/reactivity';
import { toFailure } from '../../core/reply';

export interface Toast {
  id: number;
  kind: 'done' | 'error';
  text: string;
  /** For "Copy details"; empty when there are none. */
  details: string;
  /** What the person can do about it, such as undo. */
  action: { label: string; run: () => void } | null;
}

/** Milliseconds a message stays; errors stay until they are closed. */
const STAY = 8_000;

/** The short messages at the window's corner. */
export class Toasts {
  #all = $state.raw<readonly Toast[]>([]);
  #next = 1;
  readonly #timers = new SvelteMap<number, number>();

  get all(): readonly Toast[] {
    return this.#all;
  }

  /** Says what was done. What an older message offers to undo is no longer the newest edit, so the message goes. */
  done(text: string, action: Toast['action'] = null): void {
    if (action) for (const older of this.#all) if (older.action) this.close(older.id);
    this.#leaveLater(this.#add({ kind: 'done', text, details: '', action }));
  }

  /** Shows what went wrong as its sentence. What the person cancelled is no error. */
  failed(thrown: unknown): void {
    const { code, message, details } = toFailure(thrown);
    if (code !== 'cancelled') this.#add({ kind: 'error', text: message, details: details === '' ? message : details, action: null });
  }

  close(id: number): void {
    this.hold(id);
    this.#all = this.#all.filter((toast) => toast.id !== id);
  }

  /** Keeps a message while it is looked at. */
  hold(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  /** Lets a held message go in its time. */
  release(id: number): void {
    const toast = this.#all.find((candidate) => candidate.id === id);
    if (toast?.kind === 'done') this.#leaveLater(id);
  }

  #add(toast: Omit<Toast, 'id'>): number {
    const id = this.#next++;
    this.#all = [...this.#all, { ...toast, id }];
    return id;
  }

  #leaveLater(id: number): void {
    this.hold(id);
    this.#timers.set(
      id,
      window.setTimeout(() => this.close(id), STAY),
    );
  }
}
