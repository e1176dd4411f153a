import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";

const CHUNK = 256 * 1024;

/** The bytes of a file as a stream, unpacked where it is gzip, by its first bytes whatever its name. */
export async function openRecording(file: string): Promise<Readable> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    const packed = bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
    const bytes = createReadStream(file, { highWaterMark: CHUNK });
    if (!packed) return bytes;
    const unpacked = createGunzip({ chunkSize: CHUNK });
    // An error destroys both, and whoever reads `unpacked` is thrown it.
    return pipeline(bytes, unpacked, () => undefined);
  } finally {
    await handle.close();
  }
}
