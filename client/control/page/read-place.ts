import { PLACE_TYPES } from "../../../shared/city-places.ts";
import type { Found, PlaceType } from "../../../shared/found.ts";
import { isRecord, readBilingual, readPosition, readText } from "../../ui/read-untrusted.ts";

const TYPES: readonly PlaceType[] = [...PLACE_TYPES, "stop", "drone-port", "road"];
const LONGEST = 256;

/** A place of the city, from a link or another page; undefined where it is none. */
export function readPlace(value: unknown): Extract<Found, { type: "place" }> | undefined {
  if (!isRecord(value)) return undefined;
  const place = TYPES.find((each) => each === value.place);
  const id = readText(value.id, LONGEST);
  const name = readBilingual(value.name, LONGEST);
  const position = readPosition(value.position);
  if (place === undefined || id === undefined) return undefined;
  if (name === undefined || position === undefined) return undefined;
  const found = { type: "place", id, place, name, position } as const;
  if (value.district === undefined) return found;
  const district = readBilingual(value.district, LONGEST);
  return district === undefined ? undefined : { ...found, district };
}
