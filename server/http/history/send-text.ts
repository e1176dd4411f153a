import type { Response } from "express";
import type { TextFormat } from "../../state/history/questions.ts";
import { PAST_FORMATS } from "./past-formats.ts";
import { sendWritten } from "./send-written.ts";

/**
 * Sends what the history has written.
 * @param head Members that a JSON object gets ahead of its own.
 */
export function sendText(
  response: Response,
  format: TextFormat,
  bytes: Uint8Array,
  head?: object,
): void {
  const [type] = PAST_FORMATS[format === "track" ? "geojson" : format];
  if (format === "csv") {
    response.set("Content-Disposition", 'attachment; filename="machinami-history.csv"');
    return sendWritten(response, `${type}; charset=utf-8; header=present`, [bytes]);
  }
  if (format !== "json" || head === undefined) return sendWritten(response, type, [bytes]);
  const members = JSON.stringify(head).slice(0, -1);
  sendWritten(response, type, [Buffer.from(`${members},`), bytes.subarray(1)]);
}
