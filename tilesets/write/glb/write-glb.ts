import { MeshoptEncoder } from "meshoptimizer/encoder";
import type { TileMesh } from "../mesh/tile-mesh.ts";
import type { FeatureRow } from "./feature-row.ts";
import { type Bytes, concatenate, GlbBuffers } from "./glb-buffers.ts";
import { meshAccessors } from "./mesh-accessors.ts";
import { propertyColumns } from "./property-columns.ts";
import { reorderMesh } from "./reorder-mesh.ts";

const MAGIC = 0x46546c67;
const JSON_CHUNK = 0x4e4f534a;
const BINARY_CHUNK = 0x004e4942;
const MESHOPT = "EXT_meshopt_compression";
const QUANTIZATION = "KHR_mesh_quantization";
const FEATURES = "EXT_mesh_features";
const METADATA = "EXT_structural_metadata";

/**
 * glTF 2.0 binary of one tile: its triangles as one primitive, each vertex with the number of its
 * feature (EXT_mesh_features; as many as there are: of none), and the features' properties as typed
 * columns (EXT_structural_metadata). Sources: glTF 2.0 specification; EXT_meshopt_compression;
 * 3D Tiles 1.1 extensions of Cesium. Throws where there is no triangle.
 *
 * @param step positions lie on every so many-th point of the lattice: a power of two
 */
export async function writeGlb(
  mesh: TileMesh,
  features: readonly FeatureRow[],
  step = 1,
): Promise<Bytes> {
  if (mesh.indices.length === 0) throw new Error("writeGlb: a tile needs at least one triangle");
  await MeshoptEncoder.ready;
  const buffers = new GlbBuffers();
  const told = features.length > 0;
  const { accessors, attributes, indices, placing } = meshAccessors(reorderMesh(mesh), buffers, {
    features: told,
    step,
  });
  const primitive = {
    attributes,
    indices,
    material: 0,
    ...(told ? numbered(features.length) : {}),
  };
  const metadata = told ? { extensions: { [METADATA]: tableOf(features, buffers) } } : {};
  const gltf = {
    asset: { version: "2.0", generator: "Machinami" },
    extensionsUsed: [MESHOPT, QUANTIZATION, ...(told ? [FEATURES, METADATA] : [])],
    extensionsRequired: [MESHOPT, QUANTIZATION],
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0, ...placing }],
    materials: [{ pbrMetallicRoughness: { metallicFactor: 0, roughnessFactor: 1 } }],
    meshes: [{ primitives: [primitive] }],
    accessors,
    bufferViews: buffers.views,
    buffers: buffers.buffers,
    ...metadata,
  };
  return container(gltf, buffers.bytes());
}

function numbered(featureCount: number) {
  const featureIds = [
    { featureCount, nullFeatureId: featureCount, attribute: 0, propertyTable: 0 },
  ];
  return { extensions: { [FEATURES]: { featureIds } } };
}

function tableOf(features: readonly FeatureRow[], buffers: GlbBuffers) {
  const schemaProperties: Record<string, object> = {};
  const tableProperties: Record<string, object> = {};
  for (const { name, kind, values, offsets } of propertyColumns(features)) {
    schemaProperties[name] = kind;
    const strings = offsets && {
      stringOffsets: buffers.add(offsets.values),
      stringOffsetType: offsets.type,
    };
    tableProperties[name] = { values: buffers.add(values), ...strings };
  }
  return {
    schema: { id: "city", classes: { feature: { properties: schemaProperties } } },
    propertyTables: [{ class: "feature", count: features.length, properties: tableProperties }],
  };
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
