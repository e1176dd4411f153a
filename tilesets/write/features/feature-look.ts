import type { CityFeature } from "../../model/city-feature.ts";
import type { Rgb } from "../../model/city-model.ts";
import { CLASS_LOOKS, type ClassLook } from "./class-looks.ts";
import { typeColor } from "./type-colors.ts";
import { depthColor, MEANINGS, valueColor } from "./value-colors.ts";

type Told = Pick<CityFeature, "class" | "type" | "attributes">;

/** Depth of water over the ground, of a hazard that does not tell its rank. */
const DEPTH = /(^|\/)(depth|maximumDepth)$/;

/** What a feature looks like where its surfaces have no colours: its class, and what is said of it. */
export function featureLook(feature: Told): ClassLook {
  const look = CLASS_LOOKS[feature.class];
  const color = typeColor(feature.type) ?? toldColor(feature);
  if (color === undefined) return look;
  const { parts: _, ...rest } = look;
  return { ...rest, color };
}

function toldColor({ class: of, attributes }: Told): Rgb | undefined {
  const meanings = of in MEANINGS ? MEANINGS[of as keyof typeof MEANINGS] : undefined;
  if (meanings === undefined) return undefined;
  for (const { path, value, code } of attributes) {
    const color = valueColor(meanings, path, String(value), code);
    if (color !== undefined) return color;
  }
  if (of !== "hazard") return undefined;
  const depth = attributes.find(({ path, value }) => DEPTH.test(path) && typeof value === "number");
  return depth === undefined ? undefined : depthColor(Number(depth.value));
}
