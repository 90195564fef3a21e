/** What benchmarks measure, as one bundle: hot loops then run as they are shipped. */
export { Anchors, CONFIDENT } from '../core/anchoring/anchors';
export { describePassage } from '../core/anchoring/describe';
export { openArchive, openReadArchive } from '../db/sqlite/archive';
export { DEFAULT_CHOICE } from '../core/exporting';
export { DEFAULT_LOOK } from '../core/pages';
export { READER_LIMITS } from '../electron/archive/protocol';
export { exporterById } from '../electron/exporters';
export { loadStory } from '../electron/services/articles';
export { exportFormats } from '../electron/services/exports/formats';
export { writeMany } from '../electron/services/exports/many';
export { runImport } from '../electron/services/imports';
export { JobRunner } from '../electron/services/jobs';
export { facets, search, searchBare, timeline } from '../electron/services/search';
export { tidyIndex } from '../electron/services/tidying';
