import { SaxesParser, type SaxesTagNS } from "saxes";
import { type Problem, problem } from "../../../shared/problem.ts";
import { TILE_LIMITS } from "../../limits.ts";
import type { StoredFile } from "../input-file.ts";
import { unreadable } from "../unreadable.ts";
import { decodeXml } from "./decode-xml.ts";
import { type XmlName, XmlNames } from "./xml-name.ts";

/** What is told of an XML file, in its order. */
export interface XmlHandler {
  open(name: XmlName, tag: SaxesTagNS): void;
  /** Entities resolved. What stands between two tags may come in pieces. */
  text(text: string): void;
  close(name: XmlName): void;
}

/** Where the parser is: lines from 1, columns from 1. */
export interface XmlPlace {
  readonly line: number;
  readonly column: number;
}

class Fault extends Error {
  readonly problem: Problem;

  constructor(fault: Problem) {
    super(fault.message);
    this.problem = fault;
  }
}

/**
 * Reads XML as a stream, and stops at what is not XML, at a DOCTYPE (entities are how small files grow
 * large) and past the limits of depth and text. Yields after each piece of the file, so that what the
 * handler gathered can be taken on.
 * @returns what was wrong, with its line and column; what was told before is good
 */
export async function* readXml(
  file: StoredFile,
  handler: XmlHandler,
  advance?: (bytes: number) => void,
): AsyncGenerator<XmlPlace, Problem | undefined> {
  const parser = parserFor(file.path, handler);
  try {
    for await (const text of decodeXml(file.open(advance))) {
      parser.write(text);
      yield { line: parser.saxes.line, column: parser.saxes.column + 1 };
    }
    parser.end();
    return undefined;
  } catch (error) {
    if (error instanceof Fault) return error.problem;
    return unreadable(file.path, error);
  }
}

function parserFor(path: string, handler: XmlHandler) {
  const saxes = new SaxesParser({ xmlns: true });
  const names = new XmlNames();
  const open: XmlName[] = [];
  let silent = 0;
  const stop = (code: string, message: string, tip?: string) => {
    const place = `line ${saxes.line}, column ${saxes.column + 1}`;
    throw new Fault(problem(code, `${path}, ${place}: ${message}`, tip));
  };
  saxes.on("error", ({ message }) => {
    stop("tiles/malformed-xml", `malformed XML: ${withoutPlace(message)}`, "Mend the file there.");
  });
  saxes.on("doctype", () => stop("tiles/doctype", "a DOCTYPE is refused.", "Take it out."));
  saxes.on("opentag", (tag) => {
    silent = 0;
    const name = names.of(tag.name, tag.prefix, tag.local, tag.uri);
    open.push(name);
    if (open.length > TILE_LIMITS.depth) {
      stop("tiles/too-deep", `elements lie more than ${TILE_LIMITS.depth} deep (limit depth).`);
    }
    handler.open(name, tag);
  });
  const told = (text: string) => {
    silent = 0;
    if (text.length > 0) handler.text(text);
  };
  saxes.on("text", told);
  saxes.on("cdata", told);
  saxes.on("closetag", () => {
    silent = 0;
    const name = open.pop();
    if (name !== undefined) handler.close(name);
  });
  return {
    saxes,
    write(text: string) {
      saxes.write(text);
      // The parser holds what is not told yet, however long it is.
      silent += text.length;
      if (silent > TILE_LIMITS.textLength) {
        const limit = `${TILE_LIMITS.textLength} characters (limit textLength)`;
        stop("tiles/too-long", `one text, attribute or comment is longer than ${limit}.`);
      }
    },
    end: () => saxes.close(),
  };
}

/** saxes puts the place before its message. */
function withoutPlace(message: string): string {
  return message.replace(/^\d+:\d+: /, "");
}
