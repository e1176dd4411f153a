import { MeshoptDecoder } from "meshoptimizer/decoder";
import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import { checkPrimitive } from "./check-primitive.ts";
import { checkSchema } from "./check-schema.ts";
import { pointsOfGlb } from "./points-of-glb.ts";
import { bytesOfView, type Glb, readGlb } from "./read-glb.ts";
import { readTable } from "./read-table.ts";
import { isJson } from "./tell.ts";

/** What a glb turned out to hold. */
export interface CheckedGlb {
  readonly problems: readonly Problem[];
  /** x east, y north, z up of each vertex in the tile's frame, metres; empty where it cannot be read. */
  readonly points: Float64Array;
  /** Ids of its features. */
  readonly ids: readonly string[];
}

/** Compressed in ways that are not unpacked here: only the container is looked at. */
const PACKED = ["KHR_draco_mesh_compression", "KHR_meshopt_compression"];
/** First bytes of pictures. */
const PICTURES: Readonly<Record<string, readonly number[]>> = {
  "image/png": [0x89, 0x50, 0x4e, 0x47],
  "image/jpeg": [0xff, 0xd8, 0xff],
  "image/webp": [0x52, 0x49, 0x46, 0x46],
  "image/ktx2": [0xab, 0x4b, 0x54, 0x58],
};

/** Reads all that a glb holds, and tells what of it is wrong. */
export async function checkGlb(bytes: Uint8Array): Promise<CheckedGlb> {
  const glb = readGlb(bytes);
  return isProblem(glb) ? { problems: [glb], ...NOTHING } : checkGltf(glb);
}

const NOTHING = { points: new Float64Array(), ids: [] } as const;

/** The same of a glTF whose buffers were read. */
export async function checkGltf(glb: Glb): Promise<CheckedGlb> {
  await MeshoptDecoder.ready;
  try {
    return checkParts(glb);
  } catch (error) {
    // What is no list where glTF has one, and the like: a file may hold anything.
    return { problems: [wrong(`its JSON is not that of a glTF: ${String(error)}`)], ...NOTHING };
  }
}

function checkParts(glb: Glb): CheckedGlb {
  const { gltf } = glb;
  const problems = [...checkFrame(glb), ...checkPictures(glb), ...checkMetadata(glb)];
  const packed = PACKED.find((name) => gltf.extensionsUsed?.includes(name));
  if (packed !== undefined) return { problems: [...problems, doubt(packed)], ...NOTHING };
  const primitives = gltf.meshes?.flatMap((mesh) => mesh.primitives ?? []) ?? [];
  if (primitives.length === 0) problems.push(wrong("it has no triangles"));
  problems.push(...primitives.flatMap((primitive) => checkPrimitive(glb, primitive)));
  const points = pointsOfGlb(glb);
  const table = readTable(glb);
  // A broken accessor is told by its primitive already.
  const known = new Set(problems.map(({ message }) => message));
  for (const fault of [points, table])
    if (isProblem(fault) && !known.has(fault.message)) problems.push(fault);
  return {
    problems,
    points: isProblem(points) ? new Float64Array() : points,
    ids: isProblem(table) ? [] : (table.id ?? []).map(String),
  };
}

function checkFrame({ gltf, binary, buffers = [binary] }: Glb): Problem[] {
  const { asset, extensionsUsed = [], extensionsRequired = [] } = gltf;
  const problems: Problem[] = [];
  if (!/^2\.\d+$/.test(String(asset?.version)))
    problems.push(wrong(`its asset.version is ${asset?.version}`));
  for (const name of extensionsRequired)
    if (!extensionsUsed.includes(name))
      problems.push(wrong(`${name} is in extensionsRequired and not in extensionsUsed`));
  for (const [i, { byteLength = 0 }] of (gltf.buffers ?? []).entries()) {
    const bytes = buffers[i];
    // The second buffer of a compressed glb has no bytes: it is for readers that cannot unpack.
    if (bytes !== undefined && !(bytes.length >= byteLength))
      problems.push(wrong(`buffer ${i} says ${byteLength} bytes and has ${bytes.length}`));
  }
  return problems;
}

function checkPictures(glb: Glb): Problem[] {
  const { materials = [], textures = [], images = [] } = glb.gltf;
  const problems: Problem[] = [];
  for (const { pbrMetallicRoughness } of materials) {
    const index = pbrMetallicRoughness?.baseColorTexture?.index;
    if (index !== undefined && textures[index] === undefined)
      problems.push(wrong(`a material shows the texture ${index}, which there is not`));
  }
  for (const { source, extensions = {} } of textures)
    for (const image of [source, ...Object.values(extensions).map((each) => each.source)])
      if (image !== undefined && images[image] === undefined)
        problems.push(wrong(`a texture is of the image ${image}, which there is not`));
  for (const [i, { bufferView, mimeType = "" }] of images.entries()) {
    if (bufferView === undefined) continue;
    const bytes = bytesOfView(glb, bufferView);
    const beginning = PICTURES[mimeType];
    if (isProblem(bytes)) problems.push(bytes);
    else if (beginning?.some((byte, k) => bytes[k] !== byte) ?? true)
      problems.push(wrong(`image ${i} is not ${mimeType === "" ? "named by its type" : mimeType}`));
  }
  return problems;
}

function checkMetadata({ gltf }: Glb): Problem[] {
  const metadata = gltf.extensions?.EXT_structural_metadata;
  if (!isJson(metadata) || metadata.schema === undefined) return [];
  const problems: Problem[] = [];
  const tell = {
    wrong: (what: string) => problems.push(wrong(what)),
    doubtful: () => undefined,
  };
  checkSchema(metadata.schema, tell);
  return problems;
}

function wrong(what: string): Problem {
  return problem("tiles/broken-glb", what);
}

function doubt(extension: string): Problem {
  return {
    severity: "warning",
    code: "tiles/not-looked-into",
    message: `it is packed by ${extension}, which is not unpacked here`,
  };
}
