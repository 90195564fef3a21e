import manifest from '../../../package.json';

/** The app's version, as in package.json; bundled at build time. */
export const VERSION: string = manifest.version;
