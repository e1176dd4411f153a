import { holds } from "../../entity-view.ts";
import type { Twin } from "../../twin.ts";
import type { Answer, Question } from "../questions.ts";
import type { Reading } from "../reading.ts";
import type { Asking } from "./asking.ts";
import { cityAsOf } from "./city-as-of.ts";
import { cityFrame } from "./city-frame.ts";
import { cityGeojson } from "./city-geojson.ts";
import { inPicture } from "./in-picture.ts";

/**
 * The city as of a moment, written. As frame and within a bbox it is the picture: who has a place, and was not
 * silent for too long. GeoJSON without a bbox has every entity that was known, as `/api/entities` has.
 */
export async function asOfBytes(
  reading: Reading,
  question: Question<"as-of-bytes">,
  { limits }: Asking,
): Promise<Answer<"as-of-bytes">> {
  const { at, format } = question;
  const twin = await cityAsOf(reading, at, limits);
  const handles = seen(twin, question);
  const bytes =
    format === "frame" ? cityFrame(twin, handles, at) : await cityGeojson(twin, handles, at);
  return { bytes, entities: handles.length };
}

function seen({ columns }: Twin, { at, format, bbox, kinds }: Question<"as-of-bytes">): number[] {
  const wanted = kinds === undefined ? undefined : new Set(kinds);
  const everyone = format === "geojson" && bbox === undefined;
  const handles: number[] = [];
  for (let handle = 0; handle < columns.count; handle++) {
    const kind = columns.kind(handle);
    if (kind === undefined || (wanted !== undefined && !wanted.has(kind))) continue;
    if (!everyone && !inPicture(columns, handle, at)) continue;
    if (bbox === undefined || holds(bbox, columns, handle)) handles.push(handle);
  }
  return handles;
}
