import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import { type CheckedGlb, checkGlb, checkGltf } from "./check-glb.ts";
import { type Gltf, readGlb } from "./read-glb.ts";
import { isJson, type Json } from "./tell.ts";

/** What the bytes of a content are. */
export type Content =
  | { readonly kind: "tileset"; readonly tileset: Json }
  | { readonly kind: "tiles"; readonly checked: CheckedGlb };

/** Formats that this project neither writes nor draws: they are named and not looked into. */
const OTHERS: Readonly<Record<string, string>> = {
  i3dm: "instances of 3D Tiles 1.0",
  pnts: "points of 3D Tiles 1.0",
  cmpt: "a composite of 3D Tiles 1.0",
  vctr: "vectors",
  geom: "geometry",
};
const B3DM_HEADER = 28;

/**
 * Tells by its first bytes what a content is, and looks into it.
 *
 * @param read a file beside it
 */
export async function checkContent(
  bytes: Uint8Array,
  read: (uri: string) => Promise<Uint8Array | undefined>,
): Promise<Content> {
  const magic = String.fromCharCode(...bytes.subarray(0, 4));
  if (magic === "b3dm") return tiles(await checkB3dm(bytes));
  if (magic in OTHERS) return tiles(notLookedInto(`it is ${OTHERS[magic]}`));
  const json = jsonOf(bytes);
  if (isProblem(json)) return tiles(isText(bytes) ? failed(json) : await checkGlb(bytes));
  if ("root" in json || "geometricError" in json) return { kind: "tileset", tileset: json };
  if ("asset" in json) return tiles(await checkGltf(await withBuffers(json as Gltf, read)));
  return tiles(notLookedInto("it is JSON and neither a tileset nor a glTF"));
}

/** JSON of a file; a Problem that says where it is wrong. */
export function jsonOf(bytes: Uint8Array): Json | Problem {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return problem("tiles/unsound", "it begins with a byte order mark, which JSON may not have");
  try {
    const json: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return isJson(json) ? json : problem("tiles/unsound", "its JSON is not an object");
  } catch (error) {
    return problem("tiles/unsound", `its JSON cannot be read: ${(error as Error).message}`);
  }
}

function isText(bytes: Uint8Array): boolean {
  const [first = 0] = bytes.filter((byte) => byte > 0x20);
  return first === 0x7b || first === 0xef;
}

function tiles(checked: CheckedGlb): Content {
  return { kind: "tiles", checked };
}

function failed(...problems: readonly Problem[]): CheckedGlb {
  return { problems, points: new Float64Array(), ids: [] };
}

function notLookedInto(what: string): CheckedGlb {
  const message = `${what}: not looked into`;
  return failed({ severity: "warning", code: "tiles/not-looked-into", message });
}

/** The frame of a batched model, and the glb in it; its points have a centre of their own. */
async function checkB3dm(bytes: Uint8Array): Promise<CheckedGlb> {
  const wrong = (what: string) => failed(problem("tiles/broken-b3dm", what));
  if (bytes.length < B3DM_HEADER) return wrong("it is shorter than a header");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const [version = 0, length = 0, ...parts] = [4, 8, 12, 16, 20, 24].map((at) =>
    view.getUint32(at, true),
  );
  if (version !== 1) return wrong(`its version is ${version} and not 1`);
  if (length !== bytes.length) return wrong(`it says ${length} bytes and has ${bytes.length}`);
  let at = B3DM_HEADER;
  for (const part of parts) {
    at += part;
    if (at % 8 !== 0) return wrong(`a part of it ends at byte ${at}, which is no multiple of 8`);
  }
  if (length % 8 !== 0) return wrong(`it has ${length} bytes, which is no multiple of 8`);
  const inner = bytes.subarray(at);
  if (inner[4] === 1) return notLookedInto("its glTF is of version 1");
  const glb = readGlb(inner);
  if (isProblem(glb)) return failed({ ...glb, message: `its glTF is not right: ${glb.message}` });
  const { problems, ids } = await checkGltf(glb);
  return { problems, ids, points: new Float64Array() };
}

/** A glTF that is not a glb has its buffers beside it, or written into it. */
async function withBuffers(gltf: Gltf, read: (uri: string) => Promise<Uint8Array | undefined>) {
  const buffers: (Uint8Array | undefined)[] = [];
  for (const { uri } of gltf.buffers ?? []) {
    const [, coded] = /^data:[^,]*;base64,(.*)$/s.exec(uri ?? "") ?? [];
    buffers.push(coded === undefined ? await read(uri ?? "") : Buffer.from(coded, "base64"));
  }
  return { gltf, binary: new Uint8Array(), buffers };
}
