import { isProblem, type Problem } from "../../../../shared/problem.ts";
import type { Answer, Question, TextFormat } from "../questions.ts";
import type { Reading } from "../reading.ts";
import type { Asking } from "./asking.ts";
import { csvWriter } from "./csv-writer.ts";
import { geojsonWriter } from "./geojson-writer.ts";
import { jsonWriter } from "./json-writer.ts";
import { KEPT_SELECT, keptRows } from "./kept-rows.ts";
import { type Page, pageOf } from "./page-of.ts";
import { WayWriter } from "./way-writer.ts";
import { type Writer, writeInParts } from "./write-in-parts.ts";

/** As `observations`, written. */
export async function observationsText(
  reading: Reading,
  question: Question<"observations-text">,
  asking: Asking,
): Promise<Answer<"observations-text"> | Problem> {
  const { format } = question;
  const select = format === "track" ? PLACE_SELECT : KEPT_SELECT;
  const page = await pageOf(reading, question, asking, select);
  if (isProblem(page)) return page;
  const bytes = format === "track" ? track(page) : await written(reading, page, format);
  return { bytes, rows: page.rows, ...(page.next === undefined ? {} : { next: page.next }) };
}

async function written(
  reading: Reading,
  page: Page,
  format: Exclude<TextFormat, "track">,
): Promise<Uint8Array> {
  return writeInParts(keptRows(page), await writerOf(format, reading, page));
}

const PLACE_SELECT = ["id", "observed_at", "longitude", "latitude", "height"];

/** The ways of a page's entities; a page begins new ones. */
function track({ rows, columns, next }: Page): Uint8Array {
  const ways = new WayWriter();
  const [ids, moments, longitudes, latitudes, heights] = columns as unknown as [
    readonly string[],
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let row = 0; row < rows; row++) {
    const longitude = longitudes[row] as number;
    if (Number.isNaN(longitude)) continue;
    const at = (moments[row] as number) / 1000;
    ways.add(ids[row] as string, at, longitude, latitudes[row] as number, heights[row] as number);
  }
  return ways.finish(next);
}

async function writerOf(
  format: Exclude<TextFormat, "track">,
  reading: Reading,
  page: Page,
): Promise<Writer> {
  if (format === "csv") return csvWriter(await valueNames(reading, page));
  return format === "geojson" ? geojsonWriter(page.next) : jsonWriter(page.next);
}

/** The names of all values of a question, whatever page is asked for: so all its pages have the same columns. */
async function valueNames(reading: Reading, { relation, all }: Page): Promise<readonly string[]> {
  const rows = await reading.rows(
    `SELECT DISTINCT unnest(map_keys(readings)) AS name FROM ${relation}
     WHERE ${all.where} AND readings IS NOT NULL ORDER BY name`,
    all.parameters,
  );
  return rows.map(([name]) => name as string);
}
