import type { StoredFile } from "../../input-file.ts";

/** What stands in a file that tells how surfaces look, or that has shapes which objects share. */
const MARKS = ["urfaceDataMember", "relativeG", "utf-16", "UTF-16"];
/** Bytes of one piece that are looked at again with the next: a mark may lie across the border. */
const OVERLAP = 32;

/**
 * Whether a file must be gone through before its objects are read. Looks at bytes, which takes a
 * hundredth of the time. Fails as the file's stream does.
 */
export async function needsLook(file: StoredFile, signal: AbortSignal): Promise<boolean> {
  let before: Uint8Array = new Uint8Array(0);
  for await (const chunk of file.open() as AsyncIterable<Uint8Array>) {
    if (signal.aborted) return false;
    const piece = Buffer.concat([before, chunk]);
    if (MARKS.some((mark) => piece.includes(mark, 0, "latin1"))) return true;
    if (piece[0] === 0xff || piece[0] === 0xfe) return true;
    before = piece.subarray(Math.max(0, piece.length - OVERLAP));
  }
  return false;
}
