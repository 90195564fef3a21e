/** Places in a text as Web Annotations count them, in code points, and as strings do, in UTF-16 units. */
export class CodePoints {
  /** Where the second halves of characters stand. */
  private readonly halves: number[] = [];

  constructor(text: string) {
    for (const { index } of text.matchAll(/[\u{10000}-\u{10FFFF}]/gu)) this.halves.push(index + 1);
  }

  fromUnits(at: number): number {
    return at - this.halvesBefore(at);
  }

  toUnits(at: number): number {
    let low = 0;
    let high = this.halves.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      // A half at unit `u` with `middle` others before it belongs to the code point `u - 1 - middle`.
      if ((this.halves[middle] ?? 0) - 1 - middle < at) low = middle + 1;
      else high = middle;
    }
    return at + low;
  }

  private halvesBefore(at: number): number {
    let low = 0;
    let high = this.halves.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.halves[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
