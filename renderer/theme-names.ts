import * as m from '../core/messages/messages.js';
import type { Theme } from './state/settings.svelte';

/** What people call each theme. */
export const THEME_NAMES: Readonly<Record<Theme, () => string>> = {
  system: m.theme_system,
  light: m.theme_light,
  dark: m.theme_dark,
  sepia: m.theme_sepia,
};
