import type { Readable } from "node:stream";
import { SNIFFED, sniff } from "./sniff.ts";
import type { Sniffed } from "./sniffed.ts";
import type { Store, StoreEntry } from "./store.ts";
import { unpacked } from "./unpacked.ts";

export interface StoredKind {
  readonly kind: Sniffed;
  /** Whether its content is compressed by gzip. */
  readonly zipped: boolean;
}

/** What a file of a store is. One that cannot be read is what its name says: its reader tells why. */
export async function kindOf(store: Store, entry: StoreEntry): Promise<StoredKind> {
  const { name } = entry;
  // Packages have thousands of these; opening each would cost more than it tells.
  if (/(^|\/)udx\/.*\.gml$/i.test(name)) return { kind: "citygml", zipped: false };
  const kind = sniff(await startOf(() => store.open(entry)), name);
  if (kind !== "gzip") return { kind, zipped: false };
  const path = store.pathOf(name);
  const start = await startOf(() => unpacked(store.open(entry), { path, method: "gzip" }));
  return { kind: sniff(start, name.replace(/\.gz$/i, "")), zipped: true };
}

/** The first bytes; fewer, or none, where there are none to be had. */
async function startOf(open: () => Readable): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of open()) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= SNIFFED) break;
    }
  } catch {
    // Told by whoever reads it, or by the note on files that were passed over.
  }
  return Buffer.concat(chunks).subarray(0, SNIFFED);
}
