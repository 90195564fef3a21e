import type { Component } from 'svelte';

/** One line of a menu. */
export interface Action {
  label: string;
  icon?: Component<{ size: number; 'aria-hidden': 'true' }>;
  /** As `core/commands.ts` writes keys. */
  keys?: string;
  disabled?: boolean;
  /** A line is drawn above it. */
  separated?: boolean;
  run: () => unknown;
}
