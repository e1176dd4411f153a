import type { Bbox } from "../../../../shared/cell.ts";
import { ENTITY_KINDS, KIND_TRAITS, staleAfter } from "../../../../shared/entity.ts";
import { type Problem, problem } from "../../../../shared/problem.ts";
import type { Answer, Question } from "../questions.ts";
import type { Reading } from "../reading.ts";
import type { Asking } from "./asking.ts";
import { checkWindow } from "./check-window.ts";
import { observationFilter, within } from "./observation-filter.ts";

/** Metres of a degree of latitude, about, and of the least square that makes sense for a street. */
const METRES = 111_195;
const LEAST_SQUARE = 20;

/**
 * Where a kind was: minutes that its entities spent in each square. A minute of an entity is shared out among the
 * squares it spoke from in it; a silence no longer than is usual for its kind counts for where it was before.
 */
export async function heat(
  reading: Reading,
  { from, to, bbox, kinds }: Question<"heat">,
  { limits }: Asking,
): Promise<Answer<"heat"> | Problem> {
  const fault = checkWindow({ from, to }, limits);
  if (fault !== undefined) return fault;
  const grid = gridOf(bbox, limits.heatSquares);
  if (grid === undefined)
    return problem("history/bbox", "history: the bbox of a heat map has no area.");
  const relation = await reading.observations({ from, to });
  const asked = observationFilter({ from, to, ...(kinds === undefined ? {} : { kinds }) });
  const rows = await reading.rows(
    `WITH fixes AS (
       SELECT id, epoch_ms(observed_at) // 60000 AS minute, ${squareOf(bbox, grid)} AS square,
         any_value(${usualMinutes()}) AS most, count(*) AS fixes
       FROM ${relation} WHERE ${asked.where} AND longitude IS NOT NULL
       GROUP BY id, minute, square),
     minutes AS (
       SELECT id, minute, sum(fixes) AS fixes, any_value(most) AS most,
         lead(minute) OVER (PARTITION BY id ORDER BY minute) - minute AS silence
       FROM fixes GROUP BY id, minute),
     shares AS (
       SELECT id, square, fixes.fixes / minutes.fixes
         * least(coalesce(silence, 1), greatest(1, minutes.most)) AS share
       FROM fixes JOIN minutes USING (id, minute) WHERE square IS NOT NULL)
     SELECT square, sum(share), (SELECT count(DISTINCT id) FROM shares) FROM shares
     GROUP BY square ORDER BY square`,
    asked.parameters,
  );
  return {
    ...{ from, to, bbox, stepLongitude: grid.stepLongitude, stepLatitude: grid.stepLatitude },
    squares: rows.map(([square, minutes]) => [
      Number(square) % grid.columns,
      Math.floor(Number(square) / grid.columns),
      Math.round((minutes as number) * 100) / 100,
    ]),
    entities: Number(rows[0]?.[2] ?? 0),
  };
}

interface Grid {
  readonly columns: number;
  readonly rows: number;
  /** Degrees. */
  readonly stepLongitude: number;
  readonly stepLatitude: number;
}

/** Squares of about the same length each way, no more than `most` of them. */
function gridOf([west, south, east, north]: Bbox, most: number): Grid | undefined {
  const width = west <= east ? east - west : east - west + 360;
  const height = north - south;
  if (!(width > 0 && height > 0)) return undefined;
  const across = METRES * Math.max(0.01, Math.cos((((south + north) / 2) * Math.PI) / 180));
  const [metresX, metresY] = [width * across, height * METRES];
  const square = Math.max(LEAST_SQUARE, Math.sqrt((metresX * metresY) / most));
  const columns = Math.min(most, Math.max(1, Math.floor(metresX / square)));
  const rows = Math.max(1, Math.min(Math.floor(metresY / square), Math.floor(most / columns)));
  return { columns, rows, stepLongitude: width / columns, stepLatitude: height / rows };
}

/** SQL of the square of a position, numbered from the south-west row by row; NULL outside. */
function squareOf(bbox: Bbox, { columns, rows, stepLongitude, stepLatitude }: Grid): string {
  const [west, south, east] = bbox;
  const eastward =
    west <= east ? "longitude" : `(longitude + CASE WHEN longitude < ${west} THEN 360 ELSE 0 END)`;
  const column = `least(${columns - 1}, floor((${eastward} - (${west})) / ${stepLongitude}))`;
  const row = `least(${rows - 1}, floor((latitude - (${south})) / ${stepLatitude}))`;
  return `CASE WHEN ${within(bbox)} THEN CAST(${row} * ${columns} + ${column} AS INTEGER) END`;
}

/** SQL of the minutes for which a row's kind is believed where it was. */
function usualMinutes(): string {
  const cases = ENTITY_KINDS.map((kind) => {
    const usual = staleAfter(kind, KIND_TRAITS[kind].usualInterval);
    return `WHEN '${kind}' THEN ${Math.floor(usual / 60)}`;
  });
  return `CASE kind ${cases.join(" ")} ELSE 1 END`;
}
