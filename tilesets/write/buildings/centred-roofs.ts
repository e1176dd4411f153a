import type { BuildingPart, Point3 } from "../../model/city-model.ts";
import { at, middleOf, unit } from "../mesh/vectors.ts";
import type { Roof, RoofFace } from "./roof-form.ts";

/** Slopes from every side to one point over the middle. */
export function pyramidRoof({ footprint, eaves, top }: BuildingPart): Roof {
  const [east, north] = middleOf(footprint);
  const tops = eavesOf(footprint, eaves);
  const faces = tops.map(([a, b]): RoofFace => ({ points: [a, b, [east, north, top]] }));
  return { ring: footprint, tops, faces };
}

/** A half ellipsoid over the ring, in so many courses. */
export function domeRoof({ footprint, eaves, top }: BuildingPart, courses: number): Roof {
  const middle = middleOf(footprint);
  const rise = top - eaves;
  const spot = (corner: number, course: number): [point: Point3, normal: Point3] => {
    const [east, north] = at(footprint, corner);
    const [dx, dy] = [east - middle[0], north - middle[1]];
    const radius = Math.hypot(dx, dy);
    const angle = ((course / courses) * Math.PI) / 2;
    const [cos, sin] = [course === courses ? 0 : Math.cos(angle), Math.sin(angle)];
    const point: Point3 = [middle[0] + dx * cos, middle[1] + dy * cos, eaves + rise * sin];
    const outward = cos / (radius * radius);
    return [point, unit([dx * outward, dy * outward, sin / rise])];
  };
  const faces: RoofFace[] = [];
  for (let course = 0; course < courses; course++) {
    for (let i = 0; i < footprint.length; i++) {
      const spots = [spot(i, course), spot(i + 1, course), spot(i + 1, course + 1)];
      if (course + 1 < courses) spots.push(spot(i, course + 1));
      faces.push({ points: spots.map(([p]) => p), normals: spots.map(([, n]) => n) });
    }
  }
  return { ring: footprint, tops: eavesOf(footprint, eaves), faces };
}

function eavesOf(ring: BuildingPart["footprint"], height: number): [Point3, Point3][] {
  return ring.map((corner, i) => {
    const next = at(ring, i + 1);
    return [
      [corner[0], corner[1], height],
      [next[0], next[1], height],
    ];
  });
}
