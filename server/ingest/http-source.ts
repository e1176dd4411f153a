import { setImmediate as turn } from "node:timers/promises";
import type { Receipt } from "../../shared/observation.ts";
import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import type { SourceStatus } from "../../shared/source-status.ts";
import { LIMITS, type Limits } from "../security/limits.ts";
import { apparentForm, declaredForm } from "./decode/body-form.ts";
import { ByteIntake } from "./decode/byte-intake.ts";
import { parseJson } from "./decode/decode-json.ts";
import { decodeJsonBody } from "./decode/decode-json-body.ts";
import { jsonFault } from "./decode/json-fault.ts";
import { type Line, readLines } from "./decode/read-lines.ts";
import { describeSource } from "./describe-source.ts";
import type { Intake } from "./intake.ts";
import { reasonOf } from "./reason-of.ts";
import { ReceiptBuilder } from "./receipt-builder.ts";
import type { Channel, Source } from "./source.ts";

/** `POST /api/observations`, without the HTTP: bodies in, receipts out. */
export class HttpSource implements Source {
  readonly id = "http";
  readonly #channel: Channel;
  readonly #limits: Limits;
  #up = false;

  constructor(options: { intake: Intake; limits?: Limits }) {
    this.#limits = options.limits ?? LIMITS;
    this.#channel = options.intake.open({ id: this.id, format: "json", provenance: "live" });
  }

  async start(): Promise<void> {
    this.#up = true;
  }

  async stop(): Promise<void> {
    this.#up = false;
  }

  status(): SourceStatus {
    return describeSource(this.#channel, {
      id: this.id,
      format: "json, ndjson",
      provenance: "live",
      state: this.#up ? "waiting" : "ended",
      note: "POST /api/observations",
    });
  }

  /**
   * Takes a body as it comes, NDJSON line by line, reading on only when what was read is handed on.
   * A problem where the body as a whole cannot be taken (`ingest/content-type`, `ingest/empty`,
   * `ingest/too-large`, `ingest/malformed`, `ingest/too-many-records`), where it breaks off
   * (`ingest/broken-off`) or cannot be kept (`ingest/not-kept`); its message says how many records
   * were accepted before.
   */
  async take(body: AsyncIterable<Uint8Array>, contentType: string): Promise<Receipt | Problem> {
    const declared = declaredForm(contentType);
    if (isProblem(declared)) return this.#refuse(declared);
    const receipt = new ReceiptBuilder(this.#limits.refusalsInAnswer);
    const bytes = new ByteIntake(body);
    try {
      const form =
        declared === "look"
          ? apparentForm(await bytes.beginning(this.#limits.lineBytes))
          : declared;
      const fault =
        form === "json"
          ? await this.#takeJson(bytes, receipt)
          : await this.#takeLines(bytes, receipt);
      return fault === undefined ? receipt.receipt() : this.#refuse(fault);
    } catch (error) {
      return brokenOff(error, receipt.accepted);
    }
  }

  async #takeJson(bytes: ByteIntake, receipt: ReceiptBuilder): Promise<Problem | undefined> {
    bytes.most = this.#limits.jsonBodyBytes;
    const chunks: Uint8Array[] = [];
    for await (const chunk of bytes) chunks.push(chunk);
    if (bytes.exceeded) return tooLarge("JSON body", bytes.most, "jsonBodyBytes", receipt.accepted);
    if (bytes.read === 0) return empty();
    const decoded = await decodeJsonBody(Buffer.concat(chunks), "The body", this.#limits);
    if (isProblem(decoded)) return decoded;
    for (const { index, length } of decoded.oversized)
      receipt.refuse(index, this.#refuse(oversized(length, this.#limits.lineBytes)));
    const { values, indexes } = decoded;
    // In slices, so that where one cannot be kept it is known how many were before.
    const { gateSlice } = this.#limits;
    for (let from = 0; from < values.length; from += gateSlice) {
      if (from > 0) await turn();
      const until = from + gateSlice;
      const part = await this.#handOn(() => this.#channel.deliver(values.slice(from, until)));
      receipt.add(part, indexes.slice(from, until));
    }
    return undefined;
  }

  async #takeLines(bytes: ByteIntake, receipt: ReceiptBuilder): Promise<Problem | undefined> {
    bytes.most = this.#limits.ndjsonBodyBytes;
    const lines = readLines(bytes, this.#limits.lineBytes, "lineBytes");
    let records: unknown[] = [];
    let indexes: number[] = [];
    let index = 0;
    const flush = async () => {
      const batch = records;
      const part = await this.#handOn(() => this.#channel.deliver(batch));
      receipt.add(part, indexes);
      records = [];
      indexes = [];
    };
    for await (const block of lines) {
      // What is left then is the first part of a line that goes on past the limit.
      if (bytes.exceeded) break;
      for (const line of block) {
        const record = decodeLine(line);
        if (isProblem(record)) receipt.refuse(index, this.#refuse(record));
        else {
          records.push(record.value);
          indexes.push(index);
        }
        index++;
        if (records.length >= this.#limits.gateSlice) await flush();
        // One chunk may hold tens of thousands of lines, and bad ones never fill a batch.
        if (index % this.#limits.gateSlice === 0) await turn();
      }
    }
    if (records.length > 0) await flush();
    if (bytes.exceeded) {
      return tooLarge("NDJSON body", bytes.most, "ndjsonBodyBytes", receipt.accepted);
    }
    return index === 0 ? empty() : undefined;
  }

  /** Tells a failing sink from a body that breaks off. */
  async #handOn(deliver: () => Promise<Receipt>): Promise<Receipt> {
    try {
      return await deliver();
    } catch (error) {
      throw new NotKept(reasonOf(error).replace(/\.$/, ""));
    }
  }

  #refuse(refusal: Problem): Problem {
    this.#channel.refuse(refusal);
    return refusal;
  }
}

class NotKept extends Error {}

function decodeLine(line: Line): { readonly value: unknown } | Problem {
  if ("fault" in line) return problem("ingest/malformed", `Line ${line.number} ${line.fault}.`);
  const record = parseJson(line.text);
  if (record !== undefined) return record;
  const where = jsonFault(line.text).replace("line 1, ", "");
  return problem("ingest/malformed", `Line ${line.number} is not JSON: ${where}.`);
}

function tooLarge(what: string, most: number, limit: string, accepted: number): Problem {
  return problem(
    "ingest/too-large",
    `The ${what} is larger than ${most} bytes (${limit}); ${accepted} observations before that ` +
      "were accepted.",
    "Send it in parts; NDJSON is read as it comes and may be larger.",
  );
}

function oversized(length: number, most: number): Problem {
  return problem(
    "ingest/too-large",
    `The record has ${length} characters; one may have ${most} (lineBytes).`,
    "Say less in one observation.",
  );
}

function empty(): Problem {
  return problem(
    "ingest/empty",
    "The body has no observation in it.",
    "Send a JSON array, or NDJSON with one observation a line.",
  );
}

function brokenOff(error: unknown, accepted: number): Problem {
  const before = `${accepted} observations before that were accepted`;
  if (error instanceof NotKept) {
    return problem(
      "ingest/not-kept",
      `The observations could not be kept: ${error.message}; ${before}.`,
      "Send the body again.",
    );
  }
  return problem("ingest/broken-off", `The body broke off: ${reasonOf(error)}; ${before}.`);
}
