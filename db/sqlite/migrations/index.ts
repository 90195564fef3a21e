import { createArchive } from './010-create-archive';
import type { Migration } from './migration';

/** Every step, in order. */
export const MIGRATIONS: readonly Migration[] = [createArchive];

/** The schema this app writes. */
export const SCHEMA_VERSION = Math.max(...MIGRATIONS.map((migration) => migration.to));
