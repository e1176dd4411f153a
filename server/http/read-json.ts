import type { IncomingMessage } from "node:http";
import { type Problem, problem } from "../../shared/problem.ts";

const TYPES = ["application/json", "application/geo+json"];

/**
 * The JSON of a request's body, of one of the types that are meant to be JSON.
 * @param most Bytes; `limit` is the limit's name.
 */
export async function readJson(
  request: IncomingMessage,
  most: number,
  limit: string,
): Promise<{ readonly value: unknown } | Problem> {
  const type = (request.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (!TYPES.includes(type)) {
    const message = `The body's type is "${type.slice(0, 50)}".`;
    return problem("http/content-type", message, `Send it as ${TYPES.join(" or ")}.`);
  }
  const encoding = request.headers["content-encoding"] ?? "identity";
  if (encoding !== "identity") {
    const message = `The body's encoding is "${encoding.slice(0, 50)}".`;
    return problem("http/encoding", message, "Send it as it is.");
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  // The connection stays open for the answer when there was enough.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += (chunk as Buffer).length;
    if (bytes > most) {
      const message = `The body is longer than the ${most} bytes that are read (${limit}).`;
      return problem("http/too-large", message, "Send it in parts.");
    }
    chunks.push(chunk as Buffer);
  }
  try {
    return { value: JSON.parse(Buffer.concat(chunks).toString("utf8")) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return problem("http/not-json", `The body is not JSON: ${why.slice(0, 200)}.`);
  }
}
