const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A ULID as the UUID of the same 128 bits, for programs that know blocks by UUIDs only. */
export function uuidOf(ulid: string): string {
  const bits = [...ulid.toUpperCase()].reduce((sum, digit) => (sum << 5n) | BigInt(Math.max(0, DIGITS.indexOf(digit))), 0n);
  const hex = bits.toString(16).padStart(32, '0').slice(-32);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
