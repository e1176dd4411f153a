import { MeshoptEncoder } from "meshoptimizer/encoder";
import { LATTICE_METRES } from "../mesh/city-frame.ts";
import type { TileContent, TileImage } from "../tile-node.ts";
import { featureTable } from "./feature-table.ts";
import { type Bytes, concatenate, GlbBuffers } from "./glb-buffers.ts";
import { type GlbContent, glbContent } from "./glb-content.ts";
import { GlbMaterials } from "./glb-materials.ts";
import type { GlbMesh } from "./glb-mesh.ts";
import { latticePlacing } from "./lattice-placing.ts";
import { meshAccessors } from "./mesh-accessors.ts";
import { reorderMesh } from "./reorder-mesh.ts";

const MAGIC = 0x46546c67;
const JSON_CHUNK = 0x4e4f534a;
const BINARY_CHUNK = 0x004e4942;
const MESHOPT = "EXT_meshopt_compression";
const QUANTIZATION = "KHR_mesh_quantization";
const FEATURES = "EXT_mesh_features";
const METADATA = "EXT_structural_metadata";

export interface GlbOptions {
  /** Positions lie on every so many-th point of the lattice: a power of two. */
  readonly step?: number | undefined;
  /** Of the frame that the positions were made with. */
  readonly latticeMetres?: number;
  /** Whom to credit: other software shows it. */
  readonly copyright?: string | undefined;
}

/**
 * glTF 2.0 binary of one tile: its plain triangles as one primitive and those of each picture and each
 * opacity as one more, each vertex with the number of its feature (EXT_mesh_features; as many as there are: of none),
 * and the features' properties as typed columns (EXT_structural_metadata). Sources: glTF 2.0
 * specification; EXT_meshopt_compression; 3D Tiles 1.1 extensions of Cesium. Throws where there is no
 * triangle.
 */
export async function writeGlb(content: TileContent, options: GlbOptions = {}): Promise<Bytes> {
  return packGlb(glbContent(content), options);
}

/** The same of what was made ready for it. */
export async function packGlb(
  content: GlbContent,
  { step = 1, latticeMetres = LATTICE_METRES, copyright }: GlbOptions,
): Promise<Bytes> {
  const { count, table } = content;
  await MeshoptEncoder.ready;
  const meshes = meshesOf(content);
  if (meshes.length === 0) throw new Error("writeGlb: a tile needs at least one triangle");
  const buffers = new GlbBuffers();
  const materials = new GlbMaterials(buffers, content);
  const accessors: object[] = [];
  const told = count > 0;
  const positions = meshes.map(({ mesh }) => mesh.positions);
  const placing = latticePlacing(positions, { step, latticeMetres });
  const primitives = meshes.map(({ mesh, image, opacity }) => ({
    ...meshAccessors(mesh, buffers, accessors, { features: count, placing }),
    material: materials.of(image, opacity),
    ...(told ? numbered(count) : {}),
  }));
  const metadata = told ? { extensions: { [METADATA]: featureTable(count, table, buffers) } } : {};
  const pictures = materials.extensions;
  const gltf = {
    asset: { version: "2.0", generator: "Machinami", ...(copyright ? { copyright } : {}) },
    extensionsUsed: [MESHOPT, QUANTIZATION, ...(told ? [FEATURES, METADATA] : []), ...pictures],
    extensionsRequired: [MESHOPT, QUANTIZATION, ...pictures],
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0, ...placing.node }],
    ...materials.parts,
    meshes: [{ primitives }],
    accessors,
    bufferViews: buffers.views,
    buffers: buffers.buffers,
    ...metadata,
  };
  return container(gltf, buffers.bytes());
}

/** Those of a tile's meshes that have triangles, in an order that compresses well. */
function meshesOf({ mesh, textured = [], clear = [] }: GlbContent) {
  const all: { mesh: GlbMesh; image?: TileImage; opacity?: number }[] = [{ mesh }];
  for (const one of textured) all.push({ mesh: one, image: one.image });
  // What is seen through comes last, after what is behind it.
  for (const one of clear) all.push({ mesh: one, opacity: one.opacity });
  return all
    .filter(({ mesh: { indices } }) => indices.length > 0)
    .map((one) => ({ ...one, mesh: reorderMesh(one.mesh) }));
}

function numbered(featureCount: number) {
  const featureIds = [
    { featureCount, nullFeatureId: featureCount, attribute: 0, propertyTable: 0 },
  ];
  return { extensions: { [FEATURES]: { featureIds } } };
}

/** Header, JSON chunk padded with spaces so that the binary one begins on 8 bytes. */
function container(gltf: object, binary: Bytes): Bytes {
  const json = new TextEncoder().encode(JSON.stringify(gltf));
  const jsonLength = Math.ceil(json.length / 8) * 8 + 4;
  const padded = new Uint8Array(jsonLength).fill(0x20);
  padded.set(json);
  const total = 12 + 8 + jsonLength + 8 + binary.length;
  return concatenate([
    words(MAGIC, 2, total, jsonLength, JSON_CHUNK),
    padded,
    words(binary.length, BINARY_CHUNK),
    binary,
  ]);
}

function words(...values: number[]): Bytes {
  return new Uint8Array(Uint32Array.from(values).buffer);
}
