import type { IncomingMessage } from "node:http";
import { createGunzip } from "node:zlib";
import { type Request, Router } from "express";
import type { Receipt } from "../../shared/observation.ts";
import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import { LIMITS, type Limits } from "../security/limits.ts";
import { answerUnread } from "./answer-unread.ts";
import { onlyMethods, type Resource } from "./resource.ts";

export interface ObservationsOptions {
  /** The source that takes what is posted; it bounds what it reads. */
  readonly source: {
    take(body: AsyncIterable<Uint8Array>, contentType: string): Promise<Receipt | Problem>;
  };
  readonly limits?: Limits;
}

/**
 * `POST /api/observations`. Answers 200 with what became of each record as soon as any could be judged,
 * even when all were refused: only a body that cannot be read at all is an error of the request.
 */
export function observations({ source, limits = LIMITS }: ObservationsOptions): Resource {
  const router = Router();
  let open = 0;
  router.post("/api/observations", async (request, response) => {
    const refusal = headRefusal(request, limits) ?? crowdRefusal(open, limits);
    if (refusal !== undefined) return refuse(refusal);
    open++;
    try {
      const result = await take(request);
      if (isProblem(result)) return refuse(result);
      response.json(result);
    } finally {
      open--;
    }

    function refuse(fault: Problem): void {
      if (statusOf(fault) === 503) response.set("Retry-After", "1");
      answerUnread(request, response, statusOf(fault), fault, limits);
    }
  });

  async function take(request: Request): Promise<Receipt | Problem> {
    const body = readBody(request, encodingOf(request) === "gzip");
    const result = await source.take(body, request.headers["content-type"] ?? "");
    // The source stops reading where it has had enough: let go of the request then.
    await body.return(undefined);
    return result;
  }
  onlyMethods(router, "/api/observations", ["POST"]);
  return { router, paths: PATHS };
}

/** What is wrong with a request before its body is read. */
function headRefusal(request: Request, limits: Limits): Problem | undefined {
  const length = Number(request.headers["content-length"] ?? 0);
  if (length > limits.ndjsonBodyBytes) {
    return problem(
      "http/too-large",
      `The body has ${length} bytes; a request may have ${limits.ndjsonBodyBytes} (ndjsonBodyBytes).`,
      "Send it in parts.",
    );
  }
  const encoding = encodingOf(request);
  if (encoding === "identity" || encoding === "gzip") return undefined;
  return problem(
    "http/encoding",
    `The body's encoding is "${encoding.slice(0, 50)}"; gzip is understood, and none.`,
    "Send it with Content-Encoding: gzip, or without.",
  );
}

/** A body in hand may hold `jsonBodyBytes` of memory: so many at once, and no more. */
function crowdRefusal(open: number, { postsAtOnce }: Limits): Problem | undefined {
  if (open < postsAtOnce) return undefined;
  return problem(
    "http/busy",
    `${open} requests with observations are being read; there may be ${postsAtOnce} (postsAtOnce).`,
    "Send it again in a second.",
  );
}

function encodingOf(request: Request): string {
  return (request.headers["content-encoding"] ?? "identity").trim().toLowerCase();
}

/** The bytes of a body as they come, unpacked; rejects where it breaks off or is not whole gzip. */
async function* readBody(request: IncomingMessage, gzip: boolean): AsyncGenerator<Uint8Array> {
  if (!gzip) {
    // The connection stays open for the answer when the reader has had enough.
    yield* request.iterator({ destroyOnReturn: false });
    return;
  }
  const unpacked = createGunzip();
  const cutShort = () => {
    if (!request.complete) unpacked.destroy(new Error("the connection ended early"));
  };
  request.once("close", cutShort);
  request.pipe(unpacked);
  try {
    yield* unpacked;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`it is not whole gzip (${why})`, { cause: error });
  } finally {
    request.off("close", cutShort);
    request.unpipe(unpacked);
    unpacked.destroy();
  }
}

const STATUSES: Readonly<Record<string, number>> = {
  "http/too-large": 413,
  "http/encoding": 415,
  "ingest/too-large": 413,
  "ingest/too-many-records": 413,
  "ingest/content-type": 415,
  "ingest/not-kept": 503,
  "http/busy": 503,
};

function statusOf(fault: Problem): number {
  return STATUSES[fault.code] ?? 400;
}

const answer = (description: string, schema: string, type = "application/json") => ({
  description,
  content: { [type]: { schema: { $ref: `#/components/schemas/${schema}` } } },
});

const observation = { $ref: "#/components/schemas/Observation" };
const lines = { schema: { type: "string", description: "One observation a line" } };

const PATHS = {
  "/api/observations": {
    post: {
      summary: "Hand over observations",
      description:
        "Answered when all were judged and what was accepted is on the disk: that is the back-pressure. " +
        "Content-Encoding gzip is understood. " +
        `A JSON body may have ${LIMITS.jsonBodyBytes} bytes, NDJSON ${LIMITS.ndjsonBodyBytes}.`,
      operationId: "postObservations",
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: { oneOf: [observation, { type: "array", items: observation }] },
          },
          "application/x-ndjson": lines,
          "application/ndjson": lines,
          "application/jsonl": lines,
        },
      },
      responses: {
        "200": answer("What became of each record; received = accepted + refused", "Receipt"),
        "400": answer("The body could not be read", "Problem", "application/problem+json"),
        "403": answer("A page of another site", "Problem", "application/problem+json"),
        "413": answer("The body is over a limit, and which", "Problem", "application/problem+json"),
        "415": answer("The type or encoding is not known", "Problem", "application/problem+json"),
        "503": answer(
          "Too many at once, or what was judged could not be kept",
          "Problem",
          "application/problem+json",
        ),
      },
    },
  },
};
