/** A name of a system, taken apart. */
export interface SrsName {
  /** Of EPSG: a horizontal one, a compound one, or a horizontal one and one of heights. */
  readonly codes: readonly number[];
  /** Of the axes: as the authority has them, or east (longitude) first. */
  readonly order: "authority" | "east-first";
  /** Whether the heights are said to be above the ellipsoid. */
  readonly ellipsoidal?: true;
}

/** WGS84 in two and in three dimensions. */
const WGS84 = 4326;
const WGS84_WITH_HEIGHT = 4979;

const NUMBER = /^\d{3,6}$/;
/** `EPSG::6697`, `EPSG:6.9:4326`, `EPSG/0/6697`, `epsg.xml#4326`, and `+5783` after one of them. */
const EPSG = /EPSG(?::[\d.]*:|:|\/[\d.]+\/|\.xml#)(\d{3,6})(?:\+(\d{3,6})\b)?/gi;
/** OGC's own name for WGS84 with the longitude first; with `h`, with heights above the ellipsoid. */
const CRS84 = /\b(?:OGC|CRS)(?:[:/][\d.]*)?[:/](?:CRS)?84(h?)$/i;
const LONG_FORM = /^(?:urn:|https?:\/\/.*\/def\/)/i;

/** Names of the German survey (AdV), which always has the east first. */
const GERMAN = /^urn:adv:crs:(.+)$/i;
const GERMAN_UTM = /^ETRS89_UTM(3[123])$/i;
const GERMAN_STRIPES = /^DE_DHDN_3GK([2345])(?:_.*)?$/i;
const GERMAN_HEIGHTS: Readonly<Record<string, number>> = {
  DE_DHHN85_NOH: 5784,
  DE_DHHN92_NH: 5783,
  DE_DHHN2016_NH: 7837,
};

/**
 * Takes a `srsName` or `referenceSystem` apart. URNs and URIs of the OGC mean the order of axes of the
 * authority (latitude first, for geographic ones); short names (`EPSG:25832`, `epsg.xml#4326`, a number)
 * mean the east first, as the old software that writes them does. Undefined where it names no system.
 */
export function parseSrsName(text: string): SrsName | undefined {
  const name = text.trim();
  const german = GERMAN.exec(name);
  if (german !== null) return germanName(german[1] as string);
  const crs84 = CRS84.exec(name);
  if (crs84 !== null) {
    return { codes: [crs84[1] === "" ? WGS84 : WGS84_WITH_HEIGHT], order: "east-first" };
  }
  const codes = NUMBER.test(name)
    ? [Number(name)]
    : [...name.matchAll(EPSG)].flatMap(([, first, second]) =>
        second === undefined ? [Number(first)] : [Number(first), Number(second)],
      );
  if (codes.length === 0) return undefined;
  return { codes, order: LONG_FORM.test(name) ? "authority" : "east-first" };
}

function germanName(text: string): SrsName | undefined {
  const codes: number[] = [];
  let ellipsoidal = false;
  for (const part of text.split("*")) {
    const code = germanCode(part);
    if (part === "ETRS89_h") ellipsoidal = true;
    else if (code === undefined) return undefined;
    else codes.push(code);
  }
  return { codes, order: "east-first", ...(ellipsoidal ? { ellipsoidal } : {}) };
}

function germanCode(part: string): number | undefined {
  const utm = GERMAN_UTM.exec(part);
  if (utm !== null) return 25800 + Number(utm[1]);
  const stripe = GERMAN_STRIPES.exec(part);
  if (stripe !== null) return 31464 + Number(stripe[1]);
  return GERMAN_HEIGHTS[part.toUpperCase()];
}
