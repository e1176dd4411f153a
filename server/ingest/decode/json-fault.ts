import { LIMITS } from "../../security/limits.ts";

const TOKEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them inside a string.
  /[\t\n\r ]*(?:([{}[\],:])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-]))/y;

type Expected =
  | "a value"
  | "a value or ]"
  | "a key or }"
  | "a key"
  | ":"
  | ", or }"
  | ", or ]"
  | "the end";

/**
 * Where a text stops being JSON, as a person would look for it: "line 2, column 7: found x where a
 * value was expected". For a text that `JSON.parse` refused; its own message often has no position.
 * Looks at the first `most` tokens only, so that a large body does not hold the event loop.
 */
export function jsonFault(text: string, most: number = LIMITS.jsonFaultTokens): string {
  const open: string[] = [];
  let expected: Expected = "a value";
  TOKEN.lastIndex = 0;
  for (let tokens = 0; ; tokens++) {
    const from = TOKEN.lastIndex;
    if (tokens >= most)
      return `${placeOf(text, from)}: sound up to there; only ${most} tokens are looked at (jsonFaultTokens)`;
    const match: RegExpExecArray | null = TOKEN.exec(text);
    const token: string | undefined =
      match?.[1] ?? (match?.[2] === undefined ? match?.[3] && "scalar" : "string");
    const next: Expected | undefined =
      token === undefined ? undefined : step(token, expected, open);
    if (next === undefined) return describe(text, from, expected);
    expected = next;
  }
}

/** What may follow a token; undefined where the token may not stand. */
function step(token: string, expected: Expected, open: string[]): Expected | undefined {
  if (token === "}" || token === "]") {
    const closes = token === "}" ? ["a key or }", ", or }"] : ["a value or ]", ", or ]"];
    if (!closes.includes(expected)) return undefined;
    open.pop();
    return after(open);
  }
  if (expected.startsWith("a key")) return token === "string" ? ":" : undefined;
  if (token === ":") return expected === ":" ? "a value" : undefined;
  if (token === ",") {
    if (expected === ", or }") return "a key";
    return expected === ", or ]" ? "a value" : undefined;
  }
  if (!expected.startsWith("a value")) return undefined;
  if (token === "{" || token === "[") {
    open.push(token);
    return token === "{" ? "a key or }" : "a value or ]";
  }
  return after(open);
}

function after(open: readonly string[]): Expected {
  if (open.length === 0) return "the end";
  return open.at(-1) === "{" ? ", or }" : ", or ]";
}

function describe(text: string, from: number, expected: Expected): string {
  let at = from;
  while (at < text.length && " \t\n\r".includes(text.charAt(at))) at++;
  const shown = text.slice(at, at + 12);
  const found = at >= text.length ? "the text ends" : `found ${JSON.stringify(shown)}`;
  return `${placeOf(text, at)}: ${found} where ${expected} was expected`;
}

function placeOf(text: string, at: number): string {
  let line = 1;
  let lineStart = 0;
  for (let end = text.indexOf("\n"); end >= 0 && end < at; end = text.indexOf("\n", lineStart)) {
    line++;
    lineStart = end + 1;
  }
  return `line ${line}, column ${at - lineStart + 1}`;
}
