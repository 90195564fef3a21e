/**
 * The page's address says which story is open, besides the language (see `language.ts`): a window is opened on a story by it, and a
 * page that is loaded anew shows what it showed.
 */

/** The story to open first; empty when the address names none. */
export const storyInAddress = (): string => new URLSearchParams(location.search).get('story') ?? '';

/** Notes the open story. */
export function keepInAddress(uid: string): void {
  const address = new URL(location.href);
  if (uid === '') address.searchParams.delete('story');
  else address.searchParams.set('story', uid);
  history.replaceState(null, '', address);
}
