import { MOMENTS } from "./columns.ts";
import { IMAGE_COLUMNS, type TwinImage } from "./twin-image.ts";

/** An image without those entities (by their place in it) for which `goes` is true; the same one where none goes. */
export function imageWithout(image: TwinImage, goes: (place: number) => boolean): TwinImage {
  const stay: number[] = [];
  for (let place = 0; place < image.ids.length; place++) if (!goes(place)) stay.push(place);
  if (stay.length === image.ids.length) return image;
  const columns = IMAGE_COLUMNS.map((name) => [
    name,
    picked(image[name], stay, name === "moments" ? MOMENTS : 1),
  ]);
  const valueStarts = new Uint32Array(stay.length + 1);
  const values: number[] = [];
  for (const [at, place] of stay.entries()) {
    const end = image.valueStarts[place + 1] as number;
    for (let value = image.valueStarts[place] as number; value < end; value++) values.push(value);
    valueStarts[at + 1] = values.length;
  }
  return {
    ...(Object.fromEntries(columns) as Pick<TwinImage, (typeof IMAGE_COLUMNS)[number]>),
    ids: stay.map((place) => image.ids[place] as string),
    names: stay.map((place) => image.names[place]),
    sources: stay.map((place) => image.sources[place] as string),
    valueStarts,
    valueKeys: picked(image.valueKeys, values, 1),
    valueNumbers: picked(image.valueNumbers, values, 1),
    valueObservedAt: picked(image.valueObservedAt, values, 1),
    valueNames: image.valueNames,
  };
}

type Numbers = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** Rows of a column, `width` numbers each. */
function picked<T extends Numbers>(column: T, rows: readonly number[], width: number): T {
  const result = new (column.constructor as new (length: number) => T)(rows.length * width);
  for (const [at, row] of rows.entries())
    for (let i = 0; i < width; i++) result[at * width + i] = column[row * width + i] as number;
  return result;
}
