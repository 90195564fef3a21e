import { installHighlightStyles } from '../../../renderer/reading/highlight-styles';
import { annotationAt } from '../../../renderer/reading/hit-test';
import { moveByKey } from '../../../renderer/reading/keyboard-selection';
import { layOutMargin } from '../../../renderer/reading/margin-layout';
import { clearPaint, paint } from '../../../renderer/reading/paint';
import { safeHtml } from '../../../renderer/reading/safe-html';
import { StoryPage } from '../../../renderer/reading/story-page.svelte';
import { TextMap } from '../../../renderer/reading/text-map';
import { Aloud } from '../../../renderer/state/aloud.svelte';

/** What tests find on the page as `stage`. */
export const stage = { Aloud, annotationAt, clearPaint, layOutMargin, moveByKey, paint, safeHtml, StoryPage, TextMap };
export type Stage = typeof stage;

installHighlightStyles();
Object.assign(window, { stage });
