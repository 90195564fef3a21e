/** Longer than two frames of any display; a window that is not seen draws none. In milliseconds. */
const LONGEST = 100;

/** Waits until what has just changed is on the screen: two frames on. */
export const painted = (): Promise<void> =>
  new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(() => done()));
    setTimeout(done, LONGEST);
  });
