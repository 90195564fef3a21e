/** What the torture does, as one bundle; the tests run the same in short. */
export { crash } from '../tests/support/crash';
export { aUsedArchiveFile, damageArchives } from '../tests/support/damage';
export { canMount, fillDisks } from '../tests/support/full-disk';
export { askStrangely, hostileStrings } from '../tests/support/queries';
