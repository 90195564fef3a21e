import { createArchive } from './010-create-archive';
import { completeModel } from './020-complete-model';
import { ownIndex } from './030-own-index';
import { digests } from './040-digests';
import { secondCopies } from './050-second-copies';
import { storiesByText } from './060-stories-by-text';
import { listAnnotations } from './070-list-annotations';
import { importedAnnotations } from './080-imported-annotations';
import { importedShelves } from './090-imported-shelves';
import type { Migration } from './migration';

/** Every step, in order. */
export const MIGRATIONS: readonly Migration[] = [
  createArchive,
  completeModel,
  ownIndex,
  digests,
  secondCopies,
  storiesByText,
  listAnnotations,
  importedAnnotations,
  importedShelves,
];

/** The schema this app writes. */
export const SCHEMA_VERSION = Math.max(...MIGRATIONS.map((migration) => migration.to));
