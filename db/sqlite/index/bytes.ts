/** Bytes that grow, and the variable-length integers the index is written in (seven bits a byte, low bits first). */
export class ByteWriter {
  private buffer: Uint8Array<ArrayBuffer>;
  length = 0;

  constructor(capacity = 1_024) {
    this.buffer = new Uint8Array(capacity);
  }

  /** A whole number from 0 to 2^31 - 1. */
  varint(value: number): void {
    if (this.length + 5 > this.buffer.length) this.grow(5);
    let rest = value;
    while (rest > 127) {
      this.buffer[this.length++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    this.buffer[this.length++] = rest;
  }

  byte(value: number): void {
    if (this.length === this.buffer.length) this.grow(1);
    this.buffer[this.length++] = value;
  }

  /** UTF-16 units, each as one integer: ASCII takes a byte, and half surrogates survive. */
  units(text: string, from = 0): void {
    for (let index = from; index < text.length; index += 1) this.varint(text.charCodeAt(index));
  }

  append(bytes: Uint8Array, from = 0, to = bytes.length): void {
    if (this.length + to - from > this.buffer.length) this.grow(to - from);
    this.buffer.set(from === 0 && to === bytes.length ? bytes : bytes.subarray(from, to), this.length);
    this.length += to - from;
  }

  clear(): void {
    this.length = 0;
  }

  /** What was written so far. A view: writing on may change it. */
  view(from = 0, to = this.length): Uint8Array<ArrayBuffer> {
    return this.buffer.subarray(from, to);
  }

  /** A copy of what was written so far. */
  copy(): Uint8Array<ArrayBuffer> {
    return this.buffer.slice(0, this.length);
  }

  private grow(needed: number): void {
    const larger = new Uint8Array(Math.max(this.buffer.length * 2, this.length + needed));
    larger.set(this.buffer.subarray(0, this.length));
    this.buffer = larger;
  }
}

/** Reads what {@link ByteWriter} wrote. Reading past the end gives zeros, never an exception. */
export class ByteReader {
  constructor(
    readonly bytes: Uint8Array,
    public at = 0,
  ) {}

  varint(): number {
    const { bytes } = this;
    let byte = bytes[this.at++] ?? 0;
    let value = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[this.at++] ?? 0;
      value |= (byte & 127) << shift;
    }
    return value;
  }

  /** Text of so many UTF-16 units. */
  units(count: number): string {
    let text = '';
    for (let index = 0; index < count; index += 1) text += String.fromCharCode(this.varint());
    return text;
  }
}
