import type { BuildingPart, Point2, Point3 } from "../../model/city-model.ts";
import { at, unit } from "../mesh/vectors.ts";
import type { Roof, RoofFace } from "./roof-form.ts";

/** Metres of one tooth, about, and most of them. */
const TOOTH = 9;
const MOST_TEETH = 12;

/** A cut through a roof: place across the ridge, from 0 to 1, and height. */
type Profile = readonly (readonly [across: number, height: number])[];

export function gableRoof(part: BuildingPart): Roof {
  const { eaves, top } = part;
  return profileRoof(ringAlongRidge(part), [
    [0, eaves],
    [0.5, top],
    [1, eaves],
  ]);
}

export function shedRoof(part: BuildingPart): Roof {
  return profileRoof(ringAlongRidge(part), [
    [0, part.eaves],
    [1, part.top],
  ]);
}

/** Half an ellipse, in so many strips. */
export function barrelRoof(part: BuildingPart, strips: number): Roof {
  const { eaves, top } = part;
  const profile = Array.from({ length: strips + 1 }, (_, i): [number, number] => {
    if (i === strips) return [1, eaves];
    const angle = (i / strips) * Math.PI;
    return [(1 - Math.cos(angle)) / 2, eaves + (top - eaves) * Math.sin(angle)];
  });
  return profileRoof(ringAlongRidge(part), profile, true);
}

/** Slopes one behind the other, each ending in an upright band of glass. */
export function sawtoothRoof(part: BuildingPart): Roof {
  const { eaves, top } = part;
  const ring = ringAlongRidge(part, "shorter");
  const teeth = Math.min(MOST_TEETH, Math.max(2, Math.round(side(ring, 1) / TOOTH)));
  const profile: [number, number][] = [[0, eaves]];
  for (let i = 1; i <= teeth; i++) {
    profile.push([i / teeth, top]);
    if (i < teeth) profile.push([i / teeth, eaves]);
  }
  return profileRoof(ring, profile);
}

/** Slopes from all four sides, as steep at the ends as along the ridge. */
export function hipRoof(part: BuildingPart): Roof {
  const { eaves, top } = part;
  const ring = ringAlongRidge(part);
  const run = Math.min(0.499, side(ring, 1) / (2 * side(ring, 0)));
  const [a, b] = [spot(ring, 0, 0, eaves), spot(ring, 1, 0, eaves)];
  const [c, d] = [spot(ring, 1, 1, eaves), spot(ring, 0, 1, eaves)];
  const [first, last] = [spot(ring, run, 0.5, top), spot(ring, 1 - run, 0.5, top)];
  return {
    ring,
    tops: [
      [a, b],
      [b, c],
      [c, d],
      [d, a],
    ],
    faces: [
      { points: [a, b, last, first] },
      { points: [b, c, last] },
      { points: [c, d, first, last] },
      { points: [d, a, first] },
    ],
  };
}

/** The same cut all along the ridge; upright steps in it are glass. */
function profileRoof(ring: readonly Point2[], profile: Profile, round = false): Roof {
  const line = (along: number) => profile.map(([t, z]) => spot(ring, along, t, z));
  const [near, far] = [line(0), line(1)];
  const ends = (k: number) => [near[k], far[k]] as [Point3, Point3];
  const last = profile.length - 1;
  const faces: RoofFace[] = [];
  for (let k = 0; k < last; k++) {
    const [a, b] = ends(k);
    const [d, c] = ends(k + 1);
    const points = [a, b, c, d];
    const [before, after] = [normalAt(ring, profile, k), normalAt(ring, profile, k + 1)];
    if (round) faces.push({ points, normals: [before, before, after, after] });
    else if (profile[k]?.[0] === profile[k + 1]?.[0]) faces.push({ points, surface: "roof-glass" });
    else faces.push({ points });
  }
  const [first, closing] = [ends(0), ends(last)];
  return { ring, tops: [first, far, [closing[1], closing[0]], near.toReversed()], faces };
}

/** Across the ridge at a point of the profile, midway between the strips beside it. */
function normalAt(ring: readonly Point2[], profile: Profile, k: number): Point3 {
  const [t0 = 0, z0 = 0] = profile[Math.max(0, k - 1)] ?? [];
  const [t1 = 0, z1 = 0] = profile[Math.min(profile.length - 1, k + 1)] ?? [];
  const [ax, ay] = at(ring, 0);
  const [dx, dy] = at(ring, 3);
  const width = Math.hypot(dx - ax, dy - ay) || 1;
  const slope = -(z1 - z0);
  const run = (t1 - t0) * width;
  return unit([(slope * (dx - ax)) / width, (slope * (dy - ay)) / width, run]);
}

/** A place on a ring of four: from its first side (across 0) to its third, along from 0 to 1. */
function spot(ring: readonly Point2[], along: number, across: number, height: number): Point3 {
  const [a, b, c, d] = [at(ring, 0), at(ring, 1), at(ring, 2), at(ring, 3)];
  const mixed = (axis: 0 | 1) =>
    (1 - across) * ((1 - along) * a[axis] + along * b[axis]) +
    across * ((1 - along) * d[axis] + along * c[axis]);
  return [mixed(0), mixed(1), height];
}

/** The ring of four, begun so that its first side runs along the ridge. */
function ringAlongRidge(
  { footprint, ridgeDegrees }: BuildingPart,
  otherwise: "longer" | "shorter" = "longer",
): readonly Point2[] {
  const turned = [...footprint.slice(1), ...footprint.slice(0, 1)];
  if (ridgeDegrees === undefined) {
    const longer =
      side(footprint, 0) + side(footprint, 2) >= side(footprint, 1) + side(footprint, 3);
    return longer === (otherwise === "longer") ? footprint : turned;
  }
  const angle = (ridgeDegrees * Math.PI) / 180;
  const along = (i: number) => {
    const [a, b] = [at(footprint, i), at(footprint, i + 1)];
    return (
      Math.abs((b[0] - a[0]) * Math.sin(angle) + (b[1] - a[1]) * Math.cos(angle)) /
      side(footprint, i)
    );
  };
  return along(0) >= along(1) ? footprint : turned;
}

/** Length of a side, metres. */
function side(ring: readonly Point2[], index: number): number {
  const [a, b] = [at(ring, index), at(ring, index + 1)];
  return Math.hypot(b[0] - a[0], b[1] - a[1]);
}
