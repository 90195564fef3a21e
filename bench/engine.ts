/** What benchmarks measure, as one bundle: hot loops then run as they are shipped. */
export { parseQuery } from '../core/query';
export { openArchive, openReadArchive } from '../db/sqlite/archive';
export { SCHEMA_VERSION } from '../db/sqlite/migrations';
export { importStories } from '../electron/services/imports';
export { facets, search } from '../electron/services/search';
