import type { Bridge } from '../core/contract';

declare global {
  interface Window {
    /** What the preload gives the window; see electron/preload. */
    readonly broadsheet: Bridge;
  }
}
