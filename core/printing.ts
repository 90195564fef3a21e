/** A printer as the system's spooler knows it. */
export interface Printer {
  name: string;
  /** The one that prints when none is named. */
  isDefault: boolean;
  /** False while it is paused or refuses jobs. */
  isReady: boolean;
  state: PrinterState;
}

export type PrinterState = 'idle' | 'printing' | 'paused' | 'refusing';
