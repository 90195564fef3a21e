/** Waits until what has just changed is on the screen: two frames on. */
export const painted = (): Promise<void> => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
