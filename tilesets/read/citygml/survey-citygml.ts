import { basename } from "node:path";
import type { SaxesTagNS } from "saxes";
import { isProblem, type Problem, problem } from "../../../shared/problem.ts";
import { findFrame } from "../../crs/find-frame.ts";
import type { HeightModel } from "../../crs/height-model.ts";
import type { SourceFrame } from "../../crs/source-frame.ts";
import type { DegreeBounds, Survey } from "../city-reader.ts";
import type { InputFile } from "../input-file.ts";
import { readXml, type XmlHandler } from "../xml/read-xml.ts";
import type { XmlName } from "../xml/xml-name.ts";
import { NumberColumn } from "./geometry/number-column.ts";
import { pushNumbers } from "./geometry/push-numbers.ts";

/** Elements with coordinates. */
const COORDINATES: ReadonlySet<string> = new Set(["posList", "pos", "coordinates"]);

/** Degrees that an envelope of one file may be wide, and by which its first coordinates may lie beside it. */
const WIDEST = 3;
const MARGIN = 0.1;

/** What is found at the beginning of a file. */
class Beginning implements XmlHandler {
  srsName: string | undefined;
  /** Corners of the envelope. */
  lower: number[] | undefined;
  upper: number[] | undefined;
  /** The first coordinates: an envelope is only believed where they are in it. */
  first: number[] | undefined;
  #text = "";

  get enough(): boolean {
    return this.first !== undefined;
  }

  get knowsNothing(): boolean {
    return !this.enough && this.upper === undefined;
  }

  open({ prefix }: XmlName, tag: SaxesTagNS): void {
    this.#text = "";
    if (prefix === "gml") this.srsName ??= tag.attributes.srsName?.value;
  }

  text(text: string): void {
    this.#text += text;
  }

  close({ prefix, local }: XmlName): void {
    if (prefix !== "gml" || this.enough) return;
    if (local === "lowerCorner") this.lower = numbersIn(this.#text);
    else if (local === "upperCorner") this.upper = numbersIn(this.#text);
    else if (COORDINATES.has(local)) this.first = numbersIn(this.#text)?.slice(0, 3) ?? [];
  }
}

/**
 * Where a CityGML file says it is: its bounds; without them, its first coordinates.
 * @param crs what its coordinates are in, whatever it says
 */
export async function surveyCityGml(
  file: InputFile,
  heights: HeightModel,
  crs: string | undefined,
): Promise<Survey | Problem> {
  const beginning = new Beginning();
  const reading = readXml(file, beginning);
  let step = await reading.next();
  while (!step.done && !beginning.enough) step = await reading.next();
  if (beginning.knowsNothing && step.done && step.value !== undefined) return step.value;
  await reading.return(undefined);
  const { sources: told, name } = await file.package.about();
  // Who has the data is credited, if only by what the file or the package is called.
  const sources = told.length > 0 ? told : [{ title: basename(file.package.path) }];
  const about = { sources, ...(name === undefined ? {} : { name }) };
  const srsName = crs ?? beginning.srsName;
  if (srsName === undefined) {
    if (!beginning.enough) return { bounds: undefined, crs: "none", ...about };
    return problem(
      "tiles/coordinate-system",
      `${file.path} does not say what its coordinates are in (srsName).`,
      "Name it: --crs EPSG:6697 (a number of EPSG).",
    );
  }
  const frame = findFrame(srsName, heights);
  if (isProblem(frame)) return { ...frame, message: `${file.path}: ${frame.message}` };
  return { bounds: boundsOf(beginning, frame), crs: frame.name, ...about };
}

function numbersIn(text: string): number[] | undefined {
  const column = new NumberColumn(4);
  return pushNumbers(text, column) && column.length > 1 ? [...column.taken()] : undefined;
}

/** Bounds in degrees: those of the envelope, or of the first coordinates where it cannot be right. */
function boundsOf({ lower, upper, first }: Beginning, frame: SourceFrame) {
  const box = degreesOf([lower, upper], frame);
  const begun = degreesOf([first, first], frame);
  if (box === undefined || begun === undefined) return begun ?? box;
  const [west, south, east, north] = box;
  const [longitude, latitude] = begun;
  const isWide = east - west > WIDEST || north - south > WIDEST;
  const isElsewhere =
    Math.abs(longitude - (west + east) / 2) > (east - west) / 2 + MARGIN ||
    Math.abs(latitude - (south + north) / 2) > (north - south) / 2 + MARGIN;
  return isWide || isElsewhere ? begun : box;
}

/** Bounds in degrees of a box in the file's own axes. */
function degreesOf(
  [lower, upper]: readonly [number[] | undefined, number[] | undefined],
  frame: SourceFrame,
): DegreeBounds | undefined {
  if (lower === undefined || upper === undefined) return undefined;
  const corners = new Float64Array(12);
  const [a = Number.NaN, b = Number.NaN, height = 0] = lower;
  const [c = Number.NaN, d = Number.NaN] = upper;
  corners.set([a, b, height, a, d, height, c, b, height, c, d, height]);
  frame.toGeodetic(corners);
  const longitudes = [0, 3, 6, 9].map((at) => corners[at] as number);
  const latitudes = [1, 4, 7, 10].map((at) => corners[at] as number);
  const bounds = [
    Math.min(...longitudes),
    Math.min(...latitudes),
    Math.max(...longitudes),
    Math.max(...latitudes),
  ] as const;
  return bounds.every(Number.isFinite) ? bounds : undefined;
}
