/** What a person did with a story besides reading its text. Times are ISO 8601, UTC; an empty string means never. */
export interface StoryState {
  readAt: string;
  /** When it was last shown. */
  openedAt: string;
  starredAt: string;
  /** When it went to the trash; empty for a story that is not there. */
  trashedAt: string;
  /** For a story in the trash because it was merged: the uid of the story that has its highlights now. */
  mergedInto: string;
  /** Where reading stopped, in UTF-16 units of the story's text. */
  position: number;
}

/** The state of a story nobody has touched. */
export const UNTOUCHED: Readonly<StoryState> = {
  readAt: '',
  openedAt: '',
  starredAt: '',
  trashedAt: '',
  mergedInto: '',
  position: 0,
};

/** Days a story stays in the trash before it is removed for good. */
export const TRASH_DAYS = 30;
