import { type ReadonlySignal, signal } from "@preact/signals";
import type { City } from "../../../shared/city.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { say } from "../../ui/words/say.ts";
import type { SurfacePoint } from "../scene/tools/map-tools.ts";
import { formatDecimal, formatSexagesimal } from "./format-degrees.ts";
import { epsgOf, PLANE_ZONES, type PlaneZone, planeZoneAt, romanOf } from "./plane-zones.ts";
import { toolSettings } from "./tool-settings.ts";

type Systems = typeof import("./coordinate-systems.ts");

/** One way of writing where a place is. */
export interface CoordinateLine {
  readonly id: "degrees" | "height" | "plane" | "mgrs";
  readonly label: string;
  readonly title: string;
  /** To show and to copy; undefined where the system has no word for the place, or is still being loaded. */
  readonly text: string | undefined;
  /** In place of a text. */
  readonly instead?: string;
}

const loaded = signal<Systems | undefined>(undefined);
let isAsked = false;

/** The projections; they come when first needed, so that the page does not wait for them. */
function coordinateSystems(): ReadonlySignal<Systems | undefined> {
  if (!isAsked) {
    isAsked = true;
    import("./coordinate-systems.ts").then(
      (systems) => {
        loaded.value = systems;
      },
      () => {
        // The server was away for a moment: whoever asks next asks it again.
        isAsked = false;
      },
    );
  }
  return loaded;
}

/** A place in every system that the page knows, as the person has set it. */
export function coordinateLines(
  point: SurfacePoint,
  city: City | undefined,
): readonly CoordinateLine[] {
  const systems = coordinateSystems().value;
  const zone = zoneFor(point);
  const degrees =
    toolSettings.notation.value === "decimal" ? formatDecimal(point) : formatSexagesimal(point);
  return [
    {
      ...{ id: "degrees", label: "WGS84", text: degrees },
      title: say("tools.degrees-title"),
    },
    heightLine(point, city),
    zone === undefined
      ? { ...planeHead(), text: undefined, instead: say("tools.plane-outside") }
      : { ...planeHead(zone), text: systems && planeText(systems, point, zone) },
    {
      ...{ id: "mgrs", label: "MGRS", title: say("tools.mgrs-title") },
      text: systems?.mgrsFrom(point.longitude, point.latitude),
      ...(systems === undefined ? {} : { instead: say("tools.mgrs-none") }),
    },
  ];
}

function heightLine({ height, found }: SurfacePoint, city: City | undefined): CoordinateLine {
  const sea = city?.origin?.height;
  const above = metres(height, 1);
  const text =
    sea === undefined
      ? say("tools.height-of", { height: above })
      : say("tools.height-of-sea", { height: above, sea: metres(height - sea, 1) });
  const method = say(`tools.found-${found}`);
  return {
    ...{ id: "height", label: say("tools.height-label"), text },
    title: `${say("tools.height-title")} ${method}`,
  };
}

function planeHead(zone?: PlaneZone): Pick<CoordinateLine, "id" | "label" | "title"> {
  const title = say("tools.plane-title");
  if (zone === undefined) return { id: "plane", label: say("tools.plane"), title };
  const label = say("tools.plane-zone", { zone: romanOf(zone) });
  return { id: "plane", label, title: `${title} EPSG:${epsgOf(zone)}` };
}

function planeText(systems: Systems, point: SurfacePoint, zone: PlaneZone): string {
  const { x, y } = systems.planeFrom(point.longitude, point.latitude, zone);
  // As surveyors and their programs write it: no marks between thousands.
  return `X ${x.toFixed(2)} m  Y ${y.toFixed(2)} m`;
}

/** The zone that the person has chosen, or that of the place. */
function zoneFor({ longitude, latitude }: SurfacePoint): PlaneZone | undefined {
  const chosen = Number(toolSettings.zone.value);
  const own = planeZoneAt(longitude, latitude);
  return own && (PLANE_ZONES[chosen - 1] ?? own);
}

function metres(value: number, digits: number): string {
  return `${formatNumber(value, { digits })}\u00a0m`;
}
