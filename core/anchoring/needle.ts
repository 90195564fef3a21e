import { CONTEXT_LENGTH, type PassageSelector } from '../annotation';
import { comparable } from './comparable';

/** A quotation and what stood around it, in comparable form. */
export interface Needle {
  prefix: string;
  quote: string;
  suffix: string;
  /** The same words stood elsewhere as well, so that more context was kept. */
  repeated: boolean;
}

export function needleOf({ prefix, exact, suffix }: Pick<PassageSelector, 'prefix' | 'exact' | 'suffix'>): Needle {
  const repeated = Math.max(prefix.length, suffix.length) > CONTEXT_LENGTH;
  return { prefix: comparable(prefix).text, quote: comparable(exact).text, suffix: comparable(suffix).text, repeated };
}

/** All of it, as it stood in the text it was made against. */
export const whole = ({ prefix, quote, suffix }: Needle): string => prefix + quote + suffix;
