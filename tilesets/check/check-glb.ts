import { MeshoptDecoder } from "meshoptimizer/decoder";
import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import { bytesOfView, type Glb, numbersOf, type Primitive, readGlb } from "./read-glb.ts";

/** What a glb turned out to hold. */
export interface CheckedGlb {
  readonly problems: readonly Problem[];
  /** x east, y north, z up of each vertex in the tile's frame, metres; empty where it cannot be read. */
  readonly points: Float64Array;
  /** Ids of its features. */
  readonly ids: readonly string[];
}

interface TableProperty {
  readonly values?: number;
  readonly stringOffsets?: number;
  readonly stringOffsetType?: string;
}

/** Reads all that a glb of ours holds, and tells what of it is wrong. */
export async function checkGlb(bytes: Uint8Array): Promise<CheckedGlb> {
  await MeshoptDecoder.ready;
  const glb = readGlb(bytes);
  if (isProblem(glb)) return { problems: [glb], points: new Float64Array(), ids: [] };
  const primitives = glb.gltf.meshes?.flatMap((mesh) => mesh.primitives ?? []) ?? [];
  const problems = primitives.flatMap((primitive) => checkPrimitive(glb, primitive));
  if (primitives.length !== 1)
    problems.push(wrong(`it has ${primitives.length} primitives instead of one`));
  const points = pointsOf(glb, primitives[0]);
  const ids = idsOf(glb);
  const found = [points, ids].filter(isProblem);
  return {
    problems: [...problems, ...found],
    points: isProblem(points) ? new Float64Array() : points,
    ids: isProblem(ids) ? [] : ids,
  };
}

function checkPrimitive(glb: Glb, { attributes = {}, indices = -1, extensions }: Primitive) {
  const problems: Problem[] = [];
  const counts = new Set<number>();
  for (const [name, index] of Object.entries(attributes)) {
    const numbers = numbersOf(glb, index);
    if (isProblem(numbers)) problems.push(numbers);
    else if (!numbers.every(Number.isFinite)) problems.push(wrong(`${name} is not finite`));
    counts.add(glb.gltf.accessors?.[index]?.count ?? -1);
    if (name === "POSITION" && !isProblem(numbers))
      problems.push(...checkRange(glb, index, numbers));
    if (name === "_FEATURE_ID_0" && !isProblem(numbers))
      problems.push(...checkFeatures(numbers, extensions));
  }
  if (counts.size !== 1) problems.push(wrong("its attributes are not of one length"));
  const corners = numbersOf(glb, indices);
  if (isProblem(corners)) return [...problems, corners];
  const [count = 0] = counts;
  if (corners.length === 0 || corners.length % 3 !== 0)
    problems.push(wrong("its indices are not whole triangles"));
  if (corners.some((corner) => corner >= count))
    problems.push(wrong("an index leads past the last vertex"));
  return problems;
}

function checkRange(glb: Glb, index: number, numbers: Float64Array): Problem[] {
  const { min = [], max = [] } = glb.gltf.accessors?.[index] ?? {};
  const outside = numbers.some(
    (value, i) => !(value >= (min[i % 3] ?? Infinity) && value <= (max[i % 3] ?? -Infinity)),
  );
  return outside ? [wrong("a position lies outside the accessor's min and max")] : [];
}

function checkFeatures(numbers: Float64Array, extensions: Primitive["extensions"]): Problem[] {
  const told = extensions?.EXT_mesh_features as
    | { featureIds?: readonly { featureCount?: number; nullFeatureId?: number }[] }
    | undefined;
  const { featureCount = 0, nullFeatureId } = told?.featureIds?.[0] ?? {};
  const strange = numbers.some((id) => id >= featureCount && id !== nullFeatureId);
  return strange ? [wrong("a vertex has the number of a feature that there is not")] : [];
}

/** Through the node's scale and translation, from glTF's axes to those of 3D Tiles. */
function pointsOf(glb: Glb, primitive: Primitive | undefined): Float64Array | Problem {
  const stored = numbersOf(glb, primitive?.attributes?.POSITION ?? -1);
  if (isProblem(stored)) return stored;
  const { translation = [0, 0, 0], scale = [1, 1, 1] } = glb.gltf.nodes?.[0] ?? {};
  const points = new Float64Array(stored.length);
  for (let i = 0; i < stored.length; i += 3) {
    const at = (k: number) => (stored[i + k] ?? 0) * (scale[k] ?? 1) + (translation[k] ?? 0);
    points.set([at(0), -at(2), at(1)], i);
  }
  return points;
}

/** The `id` column of the property table. */
function idsOf(glb: Glb): string[] | Problem {
  const metadata = glb.gltf.extensions?.EXT_structural_metadata as
    | {
        propertyTables?: readonly {
          count?: number;
          properties?: Readonly<Record<string, TableProperty>>;
        }[];
      }
    | undefined;
  const table = metadata?.propertyTables?.[0];
  if (table === undefined) return [];
  const { values = -1, stringOffsets = -1, stringOffsetType } = table.properties?.id ?? {};
  const [text, places] = [bytesOfView(glb, values), bytesOfView(glb, stringOffsets)];
  if (isProblem(text)) return text;
  if (isProblem(places)) return places;
  const { buffer } = Uint8Array.from(places);
  const offsets = stringOffsetType === "UINT16" ? new Uint16Array(buffer) : new Uint32Array(buffer);
  if (offsets.length !== (table.count ?? 0) + 1)
    return wrong("its property table has not one id for each feature");
  const decoder = new TextDecoder();
  return Array.from(offsets.subarray(1), (end, i) =>
    decoder.decode(text.subarray(offsets[i], end)),
  );
}

function wrong(what: string): Problem {
  return problem("tiles/broken-glb", what);
}
