import type { GroundPatch, Point3 } from "../../model/city-model.ts";
import { MeshBuilder } from "./mesh-builder.ts";

/** How far from the city's middle the sea is drawn, metres. */
const REACH = 24_000;
/** Half the side of the square of smaller pieces in the middle. */
const NEAR = 6000;

/** The water: level 0 everywhere, in squares small enough to bend with the earth. */
export function sea(): GroundPatch[] {
  const near = new MeshBuilder();
  squares(near, NEAR, 1000, () => true);
  const far = new MeshBuilder();
  squares(far, REACH, 2000, (east, north) => Math.max(Math.abs(east), Math.abs(north)) > NEAR);
  const name = { en: "Hamatsuki Bay", ja: "浜月湾" };
  return [near.patch("sea-near", "water", { name }), far.patch("sea-far", "water", { name })];
}

function squares(
  mesh: MeshBuilder,
  reach: number,
  side: number,
  wanted: (east: number, north: number) => boolean,
): void {
  for (let x = -reach; x < reach; x += side) {
    for (let y = -reach; y < reach; y += side) {
      if (!wanted(x + side / 2, y + side / 2)) continue;
      const at = (east: number, north: number): Point3 => [x + east, y + north, 0];
      mesh.fan([at(0, 0), at(side, 0), at(side, side), at(0, side)]);
    }
  }
}
