import { isProblem } from "../../shared/problem.ts";
import { bytesOfView, type Glb, readGlb } from "../../tilesets/check/read-glb.ts";

/**
 * The same glb without compression, as a reader that knows EXT_meshopt_compression sees it: so that a
 * validator that does not can look at every vertex.
 */
export function plainGlb(bytes: Uint8Array): Uint8Array {
  const glb = readGlb(bytes);
  if (isProblem(glb)) throw new Error(glb.message);
  const parts: Uint8Array[] = [];
  let length = 0;
  const bufferViews = (glb.gltf.bufferViews ?? []).map((view, i) => {
    const { extensions: _, ...rest } = view;
    const part = padded(viewBytes(glb, i), 8, 0);
    parts.push(part);
    length += part.length;
    return { ...rest, buffer: 0, byteOffset: length - part.length };
  });
  const known = (names: unknown) =>
    (names as string[]).filter((name) => name !== "EXT_meshopt_compression");
  const { extensionsUsed, extensionsRequired, ...gltf } = glb.gltf as Record<string, unknown>;
  const json = {
    ...{ ...gltf, bufferViews, buffers: [{ byteLength: length }] },
    extensionsUsed: known(extensionsUsed),
    extensionsRequired: known(extensionsRequired),
  };
  return container(padded(Buffer.from(JSON.stringify(json)), 4, 0x20), Buffer.concat(parts));
}

function viewBytes(glb: Glb, index: number): Uint8Array {
  const bytes = bytesOfView(glb, index);
  if (isProblem(bytes)) throw new Error(bytes.message);
  return bytes;
}

function container(json: Uint8Array, binary: Uint8Array): Uint8Array {
  const total = 12 + 8 + json.length + 8 + binary.length;
  return Buffer.concat([
    words(0x46546c67, 2, total, json.length, 0x4e4f534a),
    json,
    words(binary.length, 0x004e4942),
    binary,
  ]);
}

function words(...values: number[]): Uint8Array {
  return new Uint8Array(Uint32Array.from(values).buffer);
}

function padded(bytes: Uint8Array, to: number, filler: number): Uint8Array {
  const whole = new Uint8Array(Math.ceil(bytes.length / to) * to).fill(filler);
  whole.set(bytes);
  return whole;
}
