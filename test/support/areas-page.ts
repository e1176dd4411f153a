import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright";
import type { City } from "../../shared/city.ts";
import { CityPlane } from "../../shared/city-plane.ts";
import type { RegionCollection } from "../../shared/region.ts";
import { type Pixels, pixelsOf } from "./pixels.ts";
import { SMALL_CITY, writeSmallCity } from "./small-city.ts";

const plane = new CityPlane(SMALL_CITY.origin ?? { longitude: 0, latitude: 0, height: 0 });

/** Degrees of a place, metres east and north of the small city's middle. */
export function placeOf(east: number, north: number): [longitude: number, latitude: number] {
  const [longitude, latitude] = plane.geodetic(east, north, 0);
  return [longitude, latitude];
}

/** The small city in two districts, South and North. */
export async function writeDistrictCity(city: string): Promise<void> {
  await writeSmallCity(city);
  const half = (name: string, nameJa: string, south: number, north: number) => ({
    type: "Feature",
    properties: { id: `district-${name}`, type: "district", name, nameJa, people: 1_000 },
    geometry: {
      type: "Polygon",
      coordinates: [
        [
          [-270, south],
          [270, south],
          [270, north],
          [-270, north],
          [-270, south],
        ].map(([east = 0, up = 0]) => placeOf(east, up)),
      ],
    },
  });
  const features = [half("South", "南町", -239, 0), half("North", "北町", 0, 239)];
  await writeFile(
    join(city, "places.geojson"),
    JSON.stringify({ type: "FeatureCollection", features }),
  );
  const path = join(city, "city.json");
  const described = JSON.parse(await readFile(path, "utf8")) as City;
  const networks = { ...described.networks, places: "places.geojson" };
  await writeFile(path, JSON.stringify({ ...described, networks }));
}

/** The regions that a server has. */
export async function regionsOf(url: string): Promise<RegionCollection> {
  return (await (await fetch(`${url}/api/regions`)).json()) as RegionCollection;
}

/** Draws until nothing is under way any more. */
export async function settleAreas(page: Page): Promise<void> {
  // What the page asks for itself may still be on its way to the map.
  await page.waitForTimeout(300);
  await page.evaluate(() => window.machinami?.settle());
}

/** What the map shows in a rectangle, CSS pixels of the page; where no button lies where absent. */
export async function mapPicture(
  page: Page,
  clip?: { x: number; y: number; width: number; height: number },
): Promise<Pixels> {
  const box = await mapBox(page);
  await page.evaluate(() => {
    window.machinami?.renderOnce();
    const canvas = document.querySelector<HTMLCanvasElement>(".map-canvas canvas[tabindex]");
    const gl = canvas?.getContext("webgl2");
    // Until a pixel can be read the frame is not drawn.
    gl?.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  });
  return pixelsOf(page, clip ?? { x: box.x + 60, y: box.y + 60, width: 240, height: 420 });
}

export async function mapBox(page: Page) {
  const box = await page.locator(".map-canvas").boundingBox();
  if (box === null) throw new Error("the page has no map");
  return box;
}
