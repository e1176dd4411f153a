import { nearMiss } from "../../../shared/near-miss.ts";
import { isProblem, type Problem, problem } from "../../../shared/problem.ts";
import type { BuildingColumn } from "../city/building-column.ts";
import type { Buildings } from "../city/buildings.ts";
import type { BuildingsWhere } from "../worker-messages.ts";
import { type CellTest, conditionTest } from "./condition-test.ts";

/** Columns that a refusal names. */
const TOLD = 20;

/** Places of the buildings for which all holds, ascending; what is wrong with the question. */
export function findBuildings(
  buildings: Buildings,
  { bbox, where }: BuildingsWhere,
): Uint32Array | Problem {
  const tests: { column: BuildingColumn; test: CellTest }[] = [];
  for (const condition of where) {
    const column = columnOf(buildings, condition.column);
    if (isProblem(column)) return column;
    const test = conditionTest(column, condition);
    if (isProblem(test)) return test;
    tests.push({ column, test });
  }
  let found = bbox === undefined ? buildings.all() : buildings.within(bbox);
  for (const { column, test } of tests) found = keep(found, column, test);
  return found;
}

/** The column of a name; where there is none, which was probably meant. */
export function columnOf({ columns }: Buildings, id: string): BuildingColumn | Problem {
  const column = columns.get(id);
  if (column !== undefined) return column;
  const known = [...columns.keys()];
  const near = nearMiss(id, known);
  const more = known.length > TOLD ? " and more (/api/buildings/summary lists them)" : "";
  return problem(
    "http/bad-query",
    `Buildings cannot be asked by "${id.slice(0, 64)}".`,
    near === undefined
      ? `They can by ${known.slice(0, TOLD).join(", ")}${more}; not by texts and dates.`
      : `Is it "${near}"?`,
  );
}

/** Those of ascending places that pass. */
function keep(found: Uint32Array, { places, cells }: BuildingColumn, test: CellTest): Uint32Array {
  const kept = new Uint32Array(found.length);
  let count = 0;
  let next = 0;
  for (let i = 0; i < found.length; i++) {
    const building = found[i] as number;
    if (places === undefined) {
      if (test(cells[building] as number)) kept[count++] = building;
      continue;
    }
    while (next < places.length && (places[next] as number) < building) next++;
    if (places[next] === building && test(cells[next] as number)) kept[count++] = building;
  }
  return kept.subarray(0, count);
}
