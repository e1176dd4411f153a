import type {
  BuildingColumnFacts,
  BuildingGroup,
  BuildingSummary,
} from "../../../shared/spatial.ts";
import type { BuildingColumn } from "../city/building-column.ts";
import type { Buildings } from "../city/buildings.ts";
import { cellValue } from "./building-feature.ts";
import { type BuildingSizes, BuildingSum } from "./building-sum.ts";

type Summary = Omit<BuildingSummary, "answer">;

const TENTHS = 10;

/** Counts buildings, and by a column: its values, or tenths of its numbers. */
export function summarizeBuildings(
  { buildings, sizes }: { readonly buildings: Buildings; readonly sizes: BuildingSizes },
  found: Uint32Array,
  by: BuildingColumn | undefined,
  mostValues: number,
): Summary {
  const total = new BuildingSum(sizes);
  for (let i = 0; i < found.length; i++) total.add(found[i] as number);
  if (by === undefined) {
    return { total: total.tell(), columns: [...buildings.columns.values()].map(factsOf) };
  }
  const cells = new Float64Array(found.length);
  const unknown = new BuildingSum(sizes);
  for (let i = 0; i < found.length; i++) {
    const building = found[i] as number;
    const cell = buildings.cell(by, building);
    cells[i] = cell;
    if (Number.isNaN(cell)) unknown.add(building);
  }
  const asked: Asked = { found, cells, sizes };
  const told = { total: total.tell(), by: factsOf(by), unknown: unknown.tell() };
  return by.type === "number"
    ? { ...told, ...byTenths(asked) }
    : { ...told, ...byValues(asked, by, mostValues) };
}

interface Asked {
  readonly found: Uint32Array;
  /** What the column says of each of them. */
  readonly cells: Float64Array;
  readonly sizes: BuildingSizes;
}

function factsOf({ id, type, label, unit, known }: BuildingColumn): BuildingColumnFacts {
  return { id, type, ...(label && { label }), ...(unit !== undefined && { unit }), known };
}

function byValues(
  { found, cells, sizes }: Asked,
  column: BuildingColumn,
  most: number,
): Pick<Summary, "groups" | "others"> {
  const sums = new Map<number, BuildingSum>();
  for (let i = 0; i < found.length; i++) {
    const cell = cells[i] as number;
    if (Number.isNaN(cell)) continue;
    const sum = sums.get(cell) ?? new BuildingSum(sizes);
    sums.set(cell, sum);
    sum.add(found[i] as number);
  }
  const ordered = [...sums].sort(([a, m], [b, n]) => n.count - m.count || a - b);
  const groups = ordered.slice(0, most).map(([cell, sum]): BuildingGroup => {
    const code = column.codes?.[cell];
    const value = cellValue(column, cell) as string | boolean;
    return { value, ...(typeof code === "string" && { code }), ...sum.tell() };
  });
  if (ordered.length <= most) return { groups };
  const others = new BuildingSum(sizes);
  for (const [, sum] of ordered.slice(most)) others.join(sum);
  return { groups, others: { values: ordered.length - most, ...others.tell() } };
}

/** Ten groups of about as many buildings, fewer where many have the same number: one is in one group only. */
function byTenths({ found, cells, sizes }: Asked): Pick<Summary, "groups" | "mean" | "sum"> {
  const sorted = cells.filter((cell) => !Number.isNaN(cell)).sort();
  if (sorted.length === 0) return { groups: [] };
  const begins: number[] = [];
  for (let tenth = 0; tenth < TENTHS; tenth++) {
    const begin = sorted[Math.floor((tenth * sorted.length) / TENTHS)] as number;
    if (begin !== begins.at(-1)) begins.push(begin);
  }
  const groups = begins.map(() => ({ sum: new BuildingSum(sizes), greatest: -Infinity }));
  let sum = 0;
  for (let i = 0; i < found.length; i++) {
    const cell = cells[i] as number;
    if (Number.isNaN(cell)) continue;
    sum += cell;
    let at = begins.length - 1;
    while (cell < (begins[at] as number)) at--;
    const group = groups[at] as (typeof groups)[number];
    group.sum.add(found[i] as number);
    group.greatest = Math.max(group.greatest, cell);
  }
  return {
    groups: groups.map(({ sum: of, greatest }, i) => ({
      least: begins[i] as number,
      greatest,
      ...of.tell(),
    })),
    mean: sum / sorted.length,
    sum,
  };
}
