/** Characters of one number. */
const LONGEST = 40;

/**
 * Numbers between white space, from a place in a text on. Taken piece by piece, so that a large file does
 * not become one string. A text says what is wrong.
 */
export function readNumbers(bytes: Uint8Array, from: number, count: number): Float32Array | string {
  // Each takes two characters at least: a header cannot ask for more memory than the file has bytes.
  if (count * 2 - 1 > bytes.byteLength - from) return "it ends before its last value";
  const values = new Float32Array(count);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = from;
  for (let index = 0; index < count; index++) {
    while (at < bytes.length && (bytes[at] as number) <= 0x20) at++;
    const start = at;
    while (at < bytes.length && (bytes[at] as number) > 0x20) at++;
    if (at === start) return "it ends before its last value";
    if (at - start > LONGEST) return `its value ${index + 1} is no number`;
    const value = Number(text.toString("latin1", start, at));
    if (Number.isNaN(value)) return `its value ${index + 1} is no number`;
    values[index] = value;
  }
  return values;
}
