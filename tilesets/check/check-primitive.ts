import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import { type Glb, numbersOf, type Primitive } from "./read-glb.ts";
import { isJson } from "./tell.ts";

const TRIANGLES = 4;

/** Tells what of a primitive's vertices and triangles is wrong. */
export function checkPrimitive(glb: Glb, primitive: Primitive): Problem[] {
  const { attributes = {}, indices, mode = TRIANGLES, material } = primitive;
  const problems: Problem[] = [];
  const counts = new Set<number>();
  for (const [name, index] of Object.entries(attributes)) {
    const numbers = numbersOf(glb, index);
    if (isProblem(numbers)) problems.push(numbers);
    else if (!numbers.every(Number.isFinite)) problems.push(wrong(`${name} is not finite`));
    counts.add(glb.gltf.accessors?.[index]?.count ?? -1);
    if (name === "POSITION" && !isProblem(numbers))
      problems.push(...checkRange(glb, index, numbers));
  }
  if (!("POSITION" in attributes)) problems.push(wrong("a primitive has no positions"));
  if (counts.size > 1) problems.push(wrong("its attributes are not of one length"));
  if (material !== undefined && glb.gltf.materials?.[material] === undefined)
    problems.push(wrong(`there is no material ${material}`));
  const [count = 0] = counts;
  const corners = indices === undefined ? undefined : numbersOf(glb, indices);
  if (isProblem(corners)) return [...problems, corners];
  const length = corners?.length ?? count;
  if (mode === TRIANGLES && (length === 0 || length % 3 !== 0))
    problems.push(wrong("its indices are not whole triangles"));
  if (corners?.some((corner) => corner >= count))
    problems.push(wrong("an index leads past the last vertex"));
  return [...problems, ...checkFeatures(glb, primitive)];
}

function checkRange(glb: Glb, index: number, numbers: Float64Array): Problem[] {
  const { min = [], max = [] } = glb.gltf.accessors?.[index] ?? {};
  // As 32-bit floats: a writer may have written fewer digits.
  const least = Float64Array.from(min, Math.fround);
  const most = Float64Array.from(max, Math.fround);
  const outside = numbers.some(
    (value, i) => !(value >= (least[i % 3] ?? Infinity) && value <= (most[i % 3] ?? -Infinity)),
  );
  return outside ? [wrong("a position lies outside the accessor's min and max")] : [];
}

/** EXT_mesh_features: every number is one of a feature, or the one that means none. */
function checkFeatures(glb: Glb, { attributes = {}, extensions }: Primitive): Problem[] {
  const told = extensions?.EXT_mesh_features;
  const sets = isJson(told) && Array.isArray(told.featureIds) ? told.featureIds : [];
  return sets.filter(isJson).flatMap((set) => {
    const { attribute, featureCount, nullFeatureId, propertyTable } = set;
    const problems: Problem[] = [];
    const tables = tablesOf(glb);
    if (propertyTable !== undefined && tables[Number(propertyTable)] === undefined)
      problems.push(
        wrong(`its features are of the property table ${propertyTable}: there is none`),
      );
    if (attribute === undefined) return problems;
    const numbers = numbersOf(glb, attributes[`_FEATURE_ID_${attribute}`] ?? -1);
    if (isProblem(numbers)) return [...problems, numbers];
    const rows = Number(tables[Number(propertyTable)]?.count ?? featureCount);
    if (numbers.some((id) => id !== nullFeatureId && id >= Math.min(Number(featureCount), rows)))
      problems.push(wrong("a vertex has the number of a feature that there is not"));
    return problems;
  });
}

function tablesOf({ gltf }: Glb) {
  const metadata = gltf.extensions?.EXT_structural_metadata;
  const tables = isJson(metadata) ? metadata.propertyTables : undefined;
  return Array.isArray(tables) ? tables.filter(isJson) : [];
}

function wrong(what: string): Problem {
  return problem("tiles/broken-glb", what);
}
