import { TILE_LIMITS } from "../../limits.ts";
import { HeldBytes } from "../held-bytes.ts";
import type { StoredFile } from "../input-file.ts";
import { FlatTable } from "./flat-table.ts";
import { flatgeobufFeature } from "./flatgeobuf-feature.ts";
import { type FlatgeobufHeader, flatgeobufHeader } from "./flatgeobuf-header.ts";
import type { Footprint, FootprintHead } from "./footprint.ts";
import { footprintFault } from "./footprint-fault.ts";

const MAGIC = [0x66, 0x67, 0x62, 0x03, 0x66, 0x67, 0x62];

/**
 * Features of a FlatGeobuf file, in its order; its index is passed over. Source: flatgeobuf.org, version 3,
 * and its schemas header.fbs and feature.fbs. Throws `Unreadable`.
 */
export async function* readFlatgeobuf(
  file: StoredFile,
  head: FootprintHead,
  advance: (bytes: number) => void,
): AsyncGenerator<readonly Footprint[]> {
  const held = new HeldBytes();
  let header: FlatgeobufHeader | undefined;
  let begun = false;
  let length: number | undefined;
  for await (const bytes of file.open(advance)) {
    held.add(bytes as Uint8Array);
    const found: Footprint[] = [];
    for (;;) {
      const part = held.take(begun ? (length ?? 4) : 8);
      if (part === undefined) break;
      if (!begun) {
        if (!MAGIC.every((byte, i) => part[i] === byte))
          throw footprintFault(file.path, "it does not begin as FlatGeobuf does");
        begun = true;
      } else if (length === undefined) {
        length = part.readUInt32LE(0);
        const { featureText } = TILE_LIMITS;
        if (length > featureText)
          throw footprintFault(
            file.path,
            `a part of ${length} bytes; ${featureText} are read (featureText)`,
          );
      } else {
        length = undefined;
        const known = header;
        if (known === undefined) {
          header = sound(file, "its header", () => flatgeobufHeader(FlatTable.root(part)));
          Object.assign(head, header.head);
          held.skip(header.indexBytes);
        } else
          found.push(
            sound(file, "a feature", () => flatgeobufFeature(FlatTable.root(part), known)),
          );
      }
    }
    yield found;
  }
  if (header === undefined || length !== undefined || held.size > 0 || held.awaited > 0)
    throw footprintFault(file.path, "it ends too early", "Download it again.");
}

/** What a damaged table makes its readers throw, told of the file. */
function sound<Value>({ path }: StoredFile, what: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RangeError) && !(error instanceof SyntaxError)) throw error;
    throw footprintFault(path, `${what} is damaged`, "Download it again.");
  }
}
