import type Flatbush from "flatbush";
import type { City, CityAttribute } from "../../../shared/city.ts";
import type { CityPlane } from "../../../shared/city-plane.ts";
import { isProblem, type Problem } from "../../../shared/problem.ts";
import type { Limits } from "../../security/limits.ts";
import { type BuildingColumn, ownColumns, readColumn } from "./building-column.ts";
import { readBuildingIndex } from "./building-index.ts";
import { Buildings } from "./buildings.ts";
import { cityFault, readCityBytes, readCityFile } from "./city-files.ts";
import { Footprints } from "./footprints.ts";
import { measureFootprints } from "./measure-footprints.ts";
import { fieldsOf, textOf } from "./read-features.ts";

interface Place {
  readonly folder: string;
  readonly city: City;
}

/**
 * Reads `networks.buildings` and its index. A column or an index that is wrong is a note, and the answers do
 * without it; undefined where there are no buildings.
 */
export async function knowBuildings(
  { folder, city }: Place,
  plane: CityPlane,
  limits: Limits,
  note: (fault: Problem) => void,
): Promise<Buildings | undefined> {
  const file = city.networks?.buildings;
  if (file === undefined) return undefined;
  const json = await readCityFile(folder, file, limits, "footprintBytes");
  if (isProblem(json)) {
    note(json);
    return undefined;
  }
  // What is read into columns is not to be kept twice.
  const { attributes, ...rest } = fieldsOf(json.content);
  const footprints = Footprints.read(rest, limits.networkPoints);
  if (typeof footprints === "string") {
    note(cityFault(file, footprints));
    return undefined;
  }
  const { boxes, areas } = measureFootprints(footprints);
  const columns = readColumns(ownColumns(footprints, areas), attributes, limits, (id, what) =>
    note(cityFault(file, `has an attribute "${id.slice(0, 64)}" that ${what}`)),
  );
  const index = await readIndex({ folder, city }, boxes, limits, note);
  const named = columns.map((column) => withLabel(column, city.attributes));
  return new Buildings({
    ...{ footprints, plane, areas, boxes, columns: named },
    ...(index === undefined ? {} : { index }),
  });
}

/** What every building has, then the file's own attributes that are good. */
function readColumns(
  own: readonly BuildingColumn[],
  attributes: unknown,
  { buildingCells }: Limits,
  fault: (id: string, what: string) => void,
): BuildingColumn[] {
  const count = own[0]?.cells.length ?? 0;
  const taken = new Set(own.map(({ id }) => id));
  const columns = [...own];
  let cells = 0;
  for (const [id, value] of Object.entries(fieldsOf(attributes))) {
    if (taken.has(id)) continue;
    const column = readColumn(id, value, count);
    if (typeof column === "string") {
      fault(id, column);
      continue;
    }
    cells += column.cells.length;
    if (cells <= buildingCells) columns.push(column);
    else fault(id, `is past the ${buildingCells} cells that are read (buildingCells)`);
  }
  return columns;
}

async function readIndex(
  { folder, city }: Place,
  boxes: Float64Array,
  limits: Limits,
  note: (fault: Problem) => void,
): Promise<Flatbush | undefined> {
  const file = city.networks?.buildingsIndex;
  if (file === undefined || boxes.length === 0) return undefined;
  const bytes = await readCityBytes(folder, file, limits, "footprintBytes");
  const index = isProblem(bytes) ? bytes : readBuildingIndex(bytes, boxes);
  if (isProblem(index)) note(index);
  else if (typeof index === "string") note(cityFault(file, `${index}; it is built anew`));
  else return index;
  return undefined;
}

function withLabel(
  column: BuildingColumn,
  attributes: readonly CityAttribute[] | undefined,
): BuildingColumn {
  const list: readonly unknown[] = Array.isArray(attributes) ? attributes : [];
  const known = fieldsOf(list.find((each) => fieldsOf(each).id === column.id));
  const { en, ja } = fieldsOf(known.label);
  const label =
    textOf(en) === undefined || textOf(ja) === undefined
      ? {}
      : { label: { en: en as string, ja: ja as string } };
  const unit = textOf(known.unit);
  return { ...column, ...label, ...(unit === undefined ? {} : { unit }) };
}
