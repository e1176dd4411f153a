import { TILE_LIMITS } from "../../limits.ts";
import type { InputFile } from "../input-file.ts";
import { bufferOf } from "./buffer-of.ts";

/** A line of a sequence that is not empty. */
export interface JsonLine {
  /** From 1. */
  readonly number: number;
  /** Undefined where it is not JSON. */
  readonly json: unknown;
  /** Why it is not. */
  readonly fault?: string;
}

const LINE = 0x0a;

/** Lines of a file as JSON, one at a time; a line over `featureText` is passed over and told of. */
export async function* jsonLines(
  file: InputFile,
  advance?: (bytes: number) => void,
): AsyncGenerator<JsonLine> {
  let number = 1;
  let parts: Buffer[] = [];
  let size = 0;
  for await (const data of file.open(advance)) {
    const chunk = bufferOf(data);
    let from = 0;
    for (let end = chunk.indexOf(LINE); end >= 0; end = chunk.indexOf(LINE, from)) {
      take(chunk.subarray(from, end));
      from = end + 1;
      const line = lineOf();
      if (line !== undefined) yield line;
      number++;
    }
    take(chunk.subarray(from));
  }
  const last = lineOf();
  if (last !== undefined) yield last;

  function take(part: Buffer): void {
    size += part.length;
    if (size > TILE_LIMITS.featureText) parts = [];
    else if (part.length > 0) parts.push(part);
  }

  function lineOf(): JsonLine | undefined {
    const over = size > TILE_LIMITS.featureText;
    const text = Buffer.concat(parts)
      .toString("utf8")
      .replace(/^\ufeff/, "")
      .trim();
    parts = [];
    size = 0;
    if (over) {
      const fault = `it has more than ${TILE_LIMITS.featureText} bytes (featureText)`;
      return { number, json: undefined, fault };
    }
    if (text === "") return undefined;
    try {
      return { number, json: JSON.parse(text) };
    } catch {
      return { number, json: undefined, fault: "it is not JSON" };
    }
  }
}
