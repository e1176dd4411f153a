import { TILE_LIMITS } from "../../../limits.ts";
import type { Attribute } from "../../../model/attribute.ts";
import type { ReadFeature } from "../../../model/read-feature.ts";
import type { Tally } from "../../tally.ts";
import type { Appearances } from "../appearance/appearances.ts";
import { attributesOf } from "../attributes-of.ts";
import type { Codelists } from "../codelists.ts";
import { assembleGeometries } from "../geometry/assemble-geometries.ts";
import type { Frames } from "../geometry/frames.ts";
import { classOf } from "../objects/class-of.ts";
import type { RawObject } from "../objects/raw-object.ts";
import { hazardLayer } from "./hazard-layer.ts";

/** What features are made with. */
export interface FeatureContext {
  /** Of the file, for what depends on its folder; and its name, for people. */
  readonly path: string;
  readonly file: string;
  readonly frames: Frames;
  readonly codelists: Codelists;
  readonly appearances: Appearances | undefined;
  readonly tally: Tally;
}

/** A city object as a feature; it and its polygons are counted as read. */
export async function featureFrom(raw: RawObject, context: FeatureContext): Promise<ReadFeature> {
  const { tally, path, frames, appearances } = context;
  const { id, name, piece } = raw;
  const where = `${context.file} ${id}`;
  const geometries = assembleGeometries(raw.shapes, { frames, appearances, tally, where });
  const risky = raw.elements.some((element) => element.name.endsWith("RiskAttribute"));
  const kind = classOf(name, path, risky);
  const plain = { id, class: kind, type: name.full, geometries };
  if (piece !== undefined && piece > 0) return { ...plain, attributes: [], piece };
  tally.read("features");
  const attributes = await allAttributes(raw, context, where);
  const called = attributes.find((attribute) => attribute.path === "name")?.value;
  const text = called === undefined ? "" : String(called);
  return {
    ...plain,
    attributes,
    ...(text === "" ? {} : { name: { en: text, ja: text } }),
    ...(kind === "hazard" ? { layer: hazardLayer(attributes, path) } : {}),
    ...(piece === undefined ? {} : { piece }),
  };
}

/** Its own, and those of its parts under the part's label and number. */
async function allAttributes(
  raw: RawObject,
  { codelists, tally }: FeatureContext,
  where: string,
): Promise<Attribute[]> {
  const noted = new Set<string>();
  const note = (rule: string) => {
    if (!noted.has(rule)) tally.repaired("features", rule, where);
    noted.add(rule);
  };
  const attributes = await attributesOf(raw.elements, codelists, note);
  const numbers = new Map<string, number>();
  for (const part of raw.parts) {
    const number = (numbers.get(part.label) ?? 0) + 1;
    numbers.set(part.label, number);
    const before = `${part.label}[${number}]/`;
    const own: Attribute[] = await attributesOf(part.elements, codelists, note);
    if (part.id !== "") own.unshift({ path: "id", value: part.id, kind: "text" });
    for (const attribute of own) {
      if (attributes.length >= TILE_LIMITS.attributes) {
        note(`attributes of one feature past ${TILE_LIMITS.attributes} left out`);
        return attributes;
      }
      attributes.push({ ...attribute, path: before + attribute.path });
    }
  }
  return attributes;
}
