import type { Database } from 'better-sqlite3';

declare const readable: unique symbol;
declare const writable: unique symbol;

/** A database that may be read. Readers take this, so that the compiler proves that search cannot write. */
export type ReadableDb = Database & { readonly [readable]: true };

/** A database inside a unit of work. */
export type WritableDb = ReadableDb & { readonly [writable]: true };
