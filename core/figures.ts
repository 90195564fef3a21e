/** Numbers, sizes and lists as they stand in the sentences of this thread. */
import { spoken } from './languages';

export const inDigits = (count: number): string => new Intl.NumberFormat(spoken()).format(count);

export const inMegabytes = (count: number): string => new Intl.NumberFormat(spoken(), { style: 'unit', unit: 'megabyte' }).format(count);

/** Such as “a, b and c”. */
export const inList = (parts: readonly string[]): string => new Intl.ListFormat(spoken()).format(parts);
