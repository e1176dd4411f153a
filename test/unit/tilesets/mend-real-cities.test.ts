import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CityPlane } from "../../../shared/city-plane.ts";
import { isProblem } from "../../../shared/problem.ts";
import { openHeightModel } from "../../../tilesets/crs/open-height-model.ts";
import { mendFeature } from "../../../tilesets/mend/mend-feature.ts";
import type { ReadGeometry } from "../../../tilesets/model/read-feature.ts";
import { citygmlReader } from "../../../tilesets/read/citygml/citygml-reader.ts";
import { cityjsonReader } from "../../../tilesets/read/cityjson/cityjson-reader.ts";
import { openInputs } from "../../../tilesets/read/open-inputs.ts";
import { Tally } from "../../../tilesets/read/tally.ts";
import { solidVolume, surfaceArea } from "../../support/solid-volume.ts";

const DATA = join(import.meta.dirname, "../../../../shared/data");

interface Sizes {
  readonly area: number;
  readonly volume: number;
}

/** Of the polygons as they were read: half the length of each ring's vector area; flux of position over three. */
function sizesOf({ polygons }: ReadGeometry, plane: CityPlane): Sizes {
  let [area, volume] = [0, 0];
  let origin: readonly number[] | undefined;
  for (const { rings } of polygons) {
    const [outer = [0, 0, 0], ...holes] = rings.map((ring) => {
      let sum = [0, 0, 0];
      const places = Array.from({ length: ring.length / 3 }, (_, i) =>
        plane.local(ring[3 * i] ?? 0, ring[3 * i + 1] ?? 0, ring[3 * i + 2] ?? 0),
      );
      origin ??= places[0] ?? [0, 0, 0];
      const near = places.map((place) => place.map((value, k) => value - (origin?.[k] ?? 0)));
      for (const [i, a] of near.entries()) {
        const b = near[(i + 1) % near.length] ?? a;
        const [ax = 0, ay = 0, az = 0] = a;
        const [bx = 0, by = 0, bz = 0] = b;
        sum = [
          (sum[0] ?? 0) + (ay * bz - az * by) / 2,
          (sum[1] ?? 0) + (az * bx - ax * bz) / 2,
          (sum[2] ?? 0) + (ax * by - ay * bx) / 2,
        ];
      }
      const [first = [0, 0, 0]] = near;
      const flux = sum.reduce((total, value, k) => total + value * (first[k] ?? 0), 0) / 3;
      return [Math.hypot(...sum), flux];
    });
    area += (outer[0] ?? 0) - holes.reduce((sum, hole) => sum + (hole[0] ?? 0), 0);
    volume +=
      (outer[1] ?? 0) -
      Math.sign(outer[1] ?? 0) * holes.reduce((sum, hole) => sum + Math.abs(hole[1] ?? 0), 0);
  }
  return { area, volume };
}

describe("buildings as cities publish them (needs ../shared/data)", () => {
  it.each([
    ["citygml/tokyo23_53392633_haneda", 18, 18],
    ["citygml/niiza_53395404", 657, 657],
    // Its solids have no floors.
    ["cityjson/delft.json", 160, 0],
  ])(
    "%s: areas and volumes of closed solids are the source's within 0.1 %",
    async (name, solids, closed) => {
      const path = join(DATA, name);
      if (!existsSync(path)) return console.warn(`${path} is not there: nothing is tested`);
      const heights = await openHeightModel(undefined);
      const inputs = await openInputs([path]);
      if (isProblem(heights) || isProblem(inputs)) throw new Error("cannot be opened");
      const tally = new Tally();
      const found = { solids: 0, closed: 0 };
      for (const file of inputs.files) {
        const reader =
          file.kind === "citygml" ? citygmlReader(file, heights) : cityjsonReader(file, heights);
        const survey = await reader.survey();
        if (isProblem(survey)) throw new Error(survey.message);
        const [longitude, latitude] = survey.bounds ?? [0, 0];
        const plane = new CityPlane({ longitude, latitude, height: 36 });
        for await (const feature of reader.features(tally, new AbortController().signal)) {
          const mended = mendFeature(feature, plane, tally, feature.id);
          for (const geometry of feature.geometries) {
            const level = mended?.levels.find(({ lod, flat }) => lod === geometry.lod && !flat);
            if (geometry.kind !== "solid" || level === undefined) continue;
            found.solids++;
            const told = sizesOf(geometry, plane);
            expect(Math.abs(surfaceArea(level) / told.area - 1)).toBeLessThan(0.001);
            if (!level.solid) continue;
            found.closed++;
            expect(Math.abs(solidVolume(level) / Math.abs(told.volume) - 1)).toBeLessThan(0.001);
          }
        }
      }
      await inputs.close();
      expect(found).toEqual({ solids, closed });
      const { read, written, superseded, leftOut } = tally.ledger("polygons");
      const left = Object.values(leftOut).reduce((sum, { count }) => sum + count, 0);
      expect(written + superseded + left).toBe(read);
    },
  );
});
