import type { Readable } from "node:stream";

/** Bytes in which a file says how it is encoded. */
const HEAD = 256;

/**
 * Text of an XML file, decoded as its byte order mark or its declaration says; UTF-8 where neither does.
 * Bytes that mean nothing become U+FFFD, for one bad letter is no reason to lose a city.
 */
export async function* decodeXml(stream: Readable): AsyncGenerator<string, undefined> {
  let decoder: TextDecoder | undefined;
  let first: Uint8Array = new Uint8Array(0);
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    if (decoder !== undefined) {
      yield decoder.decode(chunk, { stream: true });
      continue;
    }
    first = first.length === 0 ? chunk : Buffer.concat([first, chunk]);
    if (first.length < HEAD) continue;
    decoder = decoderOf(first);
    yield decoder.decode(first, { stream: true });
  }
  if (decoder === undefined) {
    yield decoderOf(first).decode(first);
    return undefined;
  }
  const rest = decoder.decode();
  if (rest.length > 0) yield rest;
  return undefined;
}

function decoderOf(first: Uint8Array): TextDecoder {
  if (first[0] === 0xff && first[1] === 0xfe) return new TextDecoder("utf-16le");
  if (first[0] === 0xfe && first[1] === 0xff) return new TextDecoder("utf-16be");
  const head = new TextDecoder("latin1").decode(first.subarray(0, HEAD));
  const named = /^[^<]*<\?xml[^>]*?encoding=["']([\w.:-]+)["']/.exec(head)?.[1];
  try {
    return new TextDecoder(named ?? "utf-8");
  } catch {
    // An encoding that nobody knows: what is plain in it is read, and the parser tells of the rest.
    return new TextDecoder("utf-8");
  }
}
