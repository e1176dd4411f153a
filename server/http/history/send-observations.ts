import { rm } from "node:fs/promises";
import type { Request, Response } from "express";
import { isProblem, type Problem } from "../../../shared/problem.ts";
import type { ObservationQuery, TextFormat } from "../../state/history/questions.ts";
import type { HistoryDesk } from "./history-desk.ts";
import { nextPage } from "./next-page.ts";
import { sendParquet } from "./send-parquet.ts";
import { sendText } from "./send-text.ts";

const NARROW = "Ask for a shorter time, a smaller bbox, fewer entities or a lower limit.";

export interface AskedObservations {
  readonly query: ObservationQuery;
  readonly format: TextFormat | "parquet";
  /** What the JSON says ahead of the observations. */
  readonly head?: object;
  /** Why it is refused where there is no observation. */
  readonly none?: Problem | undefined;
}

/** Asks for observations and sends them; a header links to the page that follows (RFC 8288). */
export async function sendObservations(
  desk: HistoryDesk,
  request: Pick<Request, "originalUrl">,
  response: Response,
  asked: AskedObservations,
): Promise<Problem | undefined> {
  const { query, format, head, none } = asked;
  if (format === "parquet") return parquet();
  const text = await desk.ask("observations-text", { ...query, format }, response, NARROW);
  if (text === undefined || isProblem(text)) return text;
  if (text.rows === 0 && none !== undefined) return none;
  nextPage(request, response, query, text.next);
  sendText(response, format, text.bytes, head);
  return undefined;

  async function parquet(): Promise<Problem | undefined> {
    const written = await desk.ask("observations-parquet", query, response, NARROW);
    if (written === undefined || isProblem(written)) return written;
    if (written.rows === 0 && none !== undefined) {
      await rm(written.file, { force: true });
      return none;
    }
    nextPage(request, response, query, written.next);
    await sendParquet(response, written.file);
    return undefined;
  }
}
