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

/**
 * An object of a derived class has room for the handlers beside its other fields. Without, one handler more
 * than five makes the engine keep all of them in a hash table, and parsing take five times as long.
 */
class Parser extends SaxesParser<{ xmlns: true }> {
  constructor() {
    super({ xmlns: true });
  }
}

const START: XmlPlace = { line: 1, column: 1 };

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
export function readXml(
  file: StoredFile,
  handler: XmlHandler,
  advance?: (bytes: number) => void,
): AsyncGenerator<XmlPlace, Problem | undefined> {
  return readXmlText(file.path, () => decodeXml(file.open(advance)), handler);
}

/** What stood before a text that is a later part of a file. */
export interface XmlBefore {
  /** From the file's beginning: what is still open there holds for the text too. */
  readonly head: string;
  /** Where the text begins; where the head ends if absent. */
  readonly place?: XmlPlace | undefined;
}

/** The same of a text, as it comes; of a part of a file, with what stood before. */
export async function* readXmlText(
  path: string,
  open: () => AsyncIterable<string>,
  handler: XmlHandler,
  before?: XmlBefore,
): AsyncGenerator<XmlPlace, Problem | undefined> {
  const parser = parserFor(path, handler);
  try {
    if (before !== undefined) parser.begin(before);
    for await (const text of open()) {
      parser.write(text);
      yield parser.place();
    }
    parser.end();
    return undefined;
  } catch (error) {
    if (error instanceof Fault) return error.problem;
    return unreadable(path, error);
  }
}

/** Reads parts of a file that are not its last, each as if it followed upon the head. */
export class XmlParts {
  readonly #parser: ReturnType<typeof parserFor>;

  constructor(path: string, handler: XmlHandler) {
    this.#parser = parserFor(path, handler);
  }

  get place(): XmlPlace {
    return this.#parser.place();
  }

  /** False where something is wrong with it: then this is of no more use. */
  write(text: string): boolean {
    try {
      this.#parser.write(text);
      return true;
    } catch (error) {
      if (error instanceof Fault) return false;
      throw error;
    }
  }
}

function parserFor(path: string, handler: XmlHandler) {
  const saxes = new Parser();
  const names = new XmlNames();
  const open: XmlName[] = [];
  let silent = 0;
  let attributes = 0;
  // Of a part of a file: where it begins there, and where the parser was then.
  let [begun, began]: [XmlPlace, XmlPlace] = [START, START];
  const here = (): XmlPlace => ({ line: saxes.line, column: saxes.column + 1 });
  const place = (): XmlPlace => {
    const { line, column } = here();
    const across = line === began.line ? begun.column - began.column : 0;
    return { line: line - began.line + begun.line, column: column + across };
  };
  const stop = (code: string, message: string, tip?: string) => {
    const { line, column } = place();
    throw new Fault(problem(code, `${path}, line ${line}, column ${column}: ${message}`, tip));
  };
  saxes.on("error", ({ message }) => {
    stop("tiles/malformed-xml", `malformed XML: ${withoutPlace(message)}`, "Mend the file there.");
  });
  saxes.on("doctype", () => stop("tiles/doctype", "a DOCTYPE is refused.", "Take it out."));
  saxes.on("attribute", () => {
    if (++attributes <= TILE_LIMITS.elementAttributes) return;
    const limit = `${TILE_LIMITS.elementAttributes} attributes (limit elementAttributes)`;
    stop("tiles/too-long", `an element has more than ${limit}.`);
  });
  saxes.on("opentag", (tag) => {
    silent = 0;
    attributes = 0;
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
    place,
    begin({ head, place: from }: XmlBefore) {
      saxes.write(head);
      began = here();
      begun = from ?? began;
    },
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
