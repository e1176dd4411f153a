import type { RoadClass, RoadProperties } from "../../../../shared/city-networks.ts";
import { usualLanes } from "../line-width.ts";
import { countOf, metresOf } from "../measure.ts";
import type { Tags } from "../osm-element.ts";
import { nameOf } from "../tag-attributes.ts";

/** What a stretch of road is like, wherever it lies. */
export type RoadFacts = Pick<
  RoadProperties,
  | "class"
  | "name"
  | "nameJa"
  | "lanesForward"
  | "lanesBackward"
  | "laneWidth"
  | "speedLimit"
  | "bridge"
  | "bridgeJa"
>;

/** Roads that are driven on: the class, and km/h where no limit is told (in a town; outside it is often more). */
const DRIVEN: Readonly<Record<string, readonly [name: RoadClass, limit: number]>> = {
  motorway: ["arterial", 100],
  motorway_link: ["arterial", 60],
  trunk: ["arterial", 70],
  trunk_link: ["arterial", 50],
  primary: ["arterial", 50],
  primary_link: ["arterial", 40],
  secondary: ["collector", 50],
  secondary_link: ["collector", 40],
  tertiary: ["collector", 40],
  tertiary_link: ["collector", 40],
  unclassified: ["street", 40],
  residential: ["street", 30],
  road: ["street", 30],
  living_street: ["lane", 10],
  service: ["lane", 15],
  busway: ["collector", 40],
};

/** Not for everybody: ways to a house, and what is closed to cars. */
const CLOSED = new Set(["no", "private", "agricultural", "forestry", "military", "emergency"]);
const NOT_THROUGH = new Set(["driveway", "parking_aisle", "emergency_access", "drive-through"]);

/** Limits by words. Source: OpenStreetMap wiki, Key:maxspeed; of `DE:urban` and its like the usual values. */
const WORDS: Readonly<Record<string, number>> = {
  walk: 7,
  none: 120,
  urban: 50,
  rural: 90,
  living_street: 7,
  bicycle_road: 30,
  motorway: 120,
  trunk: 100,
};

const MOST_LANES = 8;
const NARROWEST = 2.2;
const WIDEST = 5;

/** Facts of a way that cars drive on; undefined for all others. */
export function roadFacts(tags: Tags): RoadFacts | undefined {
  const highway = tags.get("highway") ?? "";
  const known = Object.hasOwn(DRIVEN, highway) ? DRIVEN[highway] : undefined;
  if (known === undefined || tags.get("area") === "yes") return undefined;
  const access = tags.get("motor_vehicle") ?? tags.get("vehicle") ?? tags.get("access") ?? "yes";
  if (CLOSED.has(access) || NOT_THROUGH.has(tags.get("service") ?? "")) return undefined;
  const [name, limit] = known;
  const [forward, backward] = lanesOf(tags, highway);
  const names = nameOf(tags) ?? refOf(tags);
  const bridge = (tags.get("bridge") ?? "no") !== "no" ? bridgeName(tags) : undefined;
  return {
    class: name,
    ...(names === undefined ? {} : { name: names.en, nameJa: names.ja }),
    lanesForward: forward,
    lanesBackward: backward,
    laneWidth: laneWidth(tags, highway, forward + backward),
    speedLimit: Math.round(100 * limitOf(tags, limit)) / 100,
    ...(bridge === undefined ? {} : { bridge: bridge.en, bridgeJa: bridge.ja }),
  };
}

/** Whether it may only be driven one way: 1 along its nodes, -1 against them, 0 both ways. */
function oneWay(tags: Tags): -1 | 0 | 1 {
  const text = tags.get("oneway") ?? "";
  if (text === "-1" || text === "reverse") return -1;
  if (text === "yes" || text === "true" || text === "1") return 1;
  if (text === "no" || text === "false" || text === "0") return 0;
  const junction = tags.get("junction") ?? "";
  return junction === "roundabout" || junction === "circular" || tags.get("highway") === "motorway"
    ? 1
    : 0;
}

function lanesOf(tags: Tags, highway: string): readonly [forward: number, backward: number] {
  const count = (key: string) => {
    const value = countOf(tags.get(key));
    return value === undefined || value < 1 ? undefined : Math.min(MOST_LANES, Math.round(value));
  };
  const all = count("lanes");
  const way = oneWay(tags);
  if (way !== 0) {
    const usual = highway === "motorway" || highway === "trunk" ? 2 : 1;
    const lanes = all ?? usual;
    return way === 1 ? [lanes, 0] : [0, lanes];
  }
  const [toldForward, toldBackward] = [count("lanes:forward"), count("lanes:backward")];
  const half = Math.max(1, Math.floor((all ?? 2) / 2));
  const forward =
    toldForward ??
    (toldBackward === undefined || all === undefined ? half : Math.max(1, all - toldBackward));
  const backward =
    toldBackward ??
    (toldForward === undefined || all === undefined ? half : Math.max(1, all - toldForward));
  return [forward, backward];
}

/** Metres. */
function laneWidth(tags: Tags, highway: string, lanes: number): number {
  const told = metresOf(tags.get("width"));
  const width = told === undefined ? usualLanes(highway)[0] : told / lanes;
  return Math.round(100 * Math.min(WIDEST, Math.max(NARROWEST, width))) / 100;
}

/** m/s. */
function limitOf(tags: Tags, usual: number): number {
  const text = tags.get("maxspeed") ?? tags.get("maxspeed:forward") ?? "";
  const [, digits, unit] = /^(\d+(?:\.\d+)?)\s*(km\/h|kmh|kph|mph|knots)?$/.exec(text.trim()) ?? [];
  const word = text.split(":").at(-1) ?? "";
  const kilometres =
    digits === undefined
      ? ((Object.hasOwn(WORDS, word) ? WORDS[word] : undefined) ?? usual)
      : Number(digits) * (unit === "mph" ? 1.609344 : unit === "knots" ? 1.852 : 1);
  return Math.min(45, Math.max(1.5, kilometres / 3.6));
}

function refOf(tags: Tags) {
  const ref = tags.get("ref")?.slice(0, 40);
  return ref === undefined || ref.trim() === "" ? undefined : { en: ref, ja: ref };
}

function bridgeName(tags: Tags) {
  const name = tags.get("bridge:name");
  return name === undefined || name.trim() === ""
    ? undefined
    : { en: name.slice(0, 200), ja: name.slice(0, 200) };
}
