import type { Bilingual } from "../../shared/city.ts";
import { BUILDING_LABELS } from "./labels/building-labels.ts";
import { FEATURE_LABELS } from "./labels/feature-labels.ts";
import { HAZARD_LABELS } from "./labels/hazard-labels.ts";
import type { LabelTable } from "./labels/label-table.ts";
import { LAND_LABELS } from "./labels/land-labels.ts";
import { OSM_LABELS } from "./labels/osm-labels.ts";
import { PLAN_LABELS } from "./labels/plan-labels.ts";
import { TRAFFIC_LABELS } from "./labels/traffic-labels.ts";
import { UTILITY_LABELS } from "./labels/utility-labels.ts";

/** What an attribute is called, and what it belongs to. */
export interface AttributeLabel {
  readonly label: Bilingual;
  readonly group?: Bilingual;
}

const TABLES: readonly LabelTable[] = [
  FEATURE_LABELS,
  BUILDING_LABELS,
  HAZARD_LABELS,
  TRAFFIC_LABELS,
  LAND_LABELS,
  PLAN_LABELS,
  UTILITY_LABELS,
  OSM_LABELS,
];

/** The first table that knows a name has it. */
const KNOWN = new Map(
  TABLES.toReversed().flatMap((table) =>
    Object.entries(table).map(([name, [ja, en]]) => [name, { en, ja }] as const),
  ),
);

/** Whether a standard knows an attribute of this name. */
export function isKnownAttribute(name: string): boolean {
  return KNOWN.has(name);
}

/**
 * What people call an attribute (model/attribute.ts tells of paths), in both languages, and what the
 * attributes beside it have in common: `riverFloodingRiskAttribute[都川…]/depth` is the depth of the river
 * flood 都川…. A name that we do not know is made readable and is the same in both.
 */
export function labelOf(path: string): AttributeLabel {
  const segments = path.split("/").map(parted);
  let last = segments.pop() ?? { name: path, qualifier: "" };
  // `height/value` is the height.
  if (last.name === "value") last = segments.pop() ?? last;
  const label = withQualifier(nameOf(last.name, segments.at(-1)?.name), last.qualifier);
  if (segments.length === 0) return { label };
  const groups = segments.map(({ name, qualifier }, at) =>
    withQualifier(nameOf(name, segments[at - 1]?.name), qualifier),
  );
  const joined = (language: keyof Bilingual) => groups.map((one) => one[language]).join(" · ");
  return { label, group: { en: joined("en"), ja: joined("ja") } };
}

interface Segment {
  readonly name: string;
  readonly qualifier: string;
}

/** `usage[2]` is `usage` with 2. */
function parted(segment: string): Segment {
  const [, name = segment, qualifier = ""] = /^([^[]+)\[(.*)\]$/.exec(segment) ?? [];
  return { name, qualifier: qualifier.replaceAll("][", " ") };
}

function nameOf(name: string, parent: string | undefined): Bilingual {
  const inParent = parent === undefined ? undefined : KNOWN.get(`${parent}/${name}`);
  if (inParent !== undefined) return inParent;
  const inHazard = parent?.endsWith("RiskAttribute")
    ? KNOWN.get(`*RiskAttribute/${name}`)
    : undefined;
  return inHazard ?? KNOWN.get(name) ?? same(readable(name));
}

function withQualifier({ en, ja }: Bilingual, qualifier: string): Bilingual {
  return qualifier === "" ? { en, ja } : { en: `${en} ${qualifier}`, ja: `${ja} ${qualifier}` };
}

/** `numberOfWidgets`, `b3_h_dak_max` in words; names in words already, or in Japanese, as they are. */
function readable(name: string): string {
  if (!/^[\w:.-]+$/.test(name)) return name;
  const words = name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .split(/[\s_:.-]+/)
    .filter((word) => word !== "")
    .map((word) => (/^[A-Z][a-z]+$/.test(word) ? word.toLowerCase() : word))
    .join(" ");
  return words === "" ? name : words.charAt(0).toUpperCase() + words.slice(1);
}

function same(text: string): Bilingual {
  return { en: text, ja: text };
}
