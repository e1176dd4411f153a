/** Metres of one of each unit that OpenStreetMap allows for lengths. */
const UNITS: Readonly<Record<string, number>> = {
  "": 1,
  m: 1,
  metre: 1,
  metres: 1,
  meter: 1,
  meters: 1,
  cm: 0.01,
  km: 1000,
  ft: 0.3048,
  feet: 0.3048,
  foot: 0.3048,
  in: 0.0254,
  inch: 0.0254,
  mi: 1609.344,
  yd: 0.9144,
};

const PLAIN = /^([+-]?\d+(?:[.,]\d+)?|[+-]?\.\d+)\s*([a-z]*)\.?$/;
const FEET = /^(\d+(?:\.\d+)?)\s*['′’]\s*(?:(\d+(?:\.\d+)?)\s*(?:["″”]|''))?$/;

/**
 * A length as OpenStreetMap writes them, in metres: `12`, `12 m`, `12,5 m`, `40 ft`, `7'4"`. Undefined
 * where it is none. Source: OpenStreetMap wiki, Map features/Units.
 */
export function metresOf(text: string | undefined): number | undefined {
  const plain = text?.trim().toLowerCase() ?? "";
  const feet = FEET.exec(plain);
  if (feet !== null) return Number(feet[1]) * 0.3048 + Number(feet[2] ?? 0) * 0.0254;
  const [, digits, unit = ""] = PLAIN.exec(plain) ?? [];
  const scale = Object.hasOwn(UNITS, unit) ? UNITS[unit] : undefined;
  if (digits === undefined || scale === undefined) return undefined;
  return Number(digits.replace(",", ".")) * scale;
}

/** A plain count, `3`, `2.5`, `3 st`; undefined where it is none. */
export function countOf(text: string | undefined): number | undefined {
  const found =
    /^\s*([+-]?\d+(?:[.,]\d+)?)\s*(?:st|storeys?|stories|levels?|floors?|階)?\s*$/i.exec(
      text ?? "",
    );
  return found === null ? undefined : Number(found[1]?.replace(",", "."));
}

const COMPASS = "N NNE NE ENE E ESE SE SSE S SSW SW WSW W WNW NW NNW".split(" ");

/** A direction, degrees clockwise from north from 0 to below 360: `135`, `SE`, `135°`. */
export function degreesOf(text: string | undefined): number | undefined {
  const plain = text?.trim().toUpperCase() ?? "";
  const point = COMPASS.indexOf(plain);
  if (point >= 0) return point * 22.5;
  const found = /^([+-]?\d+(?:\.\d+)?)\s*°?$/.exec(plain);
  return found === null ? undefined : ((Number(found[1]) % 360) + 360) % 360;
}
