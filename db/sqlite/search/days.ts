export const MINUTES_A_DAY = 1_440;

export interface Day {
  year: number;
  /** From 1. */
  month: number;
  day: number;
}

/**
 * The day of the calendar that a minute since 1970 belongs to. Without `Date`, which costs too much a million times.
 * Follows Hinnant, "chrono-Compatible Low-Level Date Algorithms" (civil_from_days).
 */
export function dayOf(minutes: number): Day {
  const days = Math.floor(minutes / MINUTES_A_DAY) + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
}
