import { Cartesian3, Cartographic, Math as CesiumMath } from "cesium";
import { describe, expect, it } from "vitest";
import { cityHome } from "../../../client/control/scene/home-view.ts";
import { viewpointOf, viewpointView } from "../../../client/control/scene/viewpoint-view.ts";
import type { City, Viewpoint } from "../../../shared/city.ts";

const BASE = { longitude: 137.6, latitude: 34.55, height: 140 };
const down: Viewpoint = {
  ...{ id: "down", name: { en: "Down", ja: "下" }, ...BASE },
  ...{ headingDegrees: 90, pitchDegrees: -30 },
};
const level: Viewpoint = { ...down, id: "level", pitchDegrees: 2 };
const city: City = {
  ...{ id: "c", name: { en: "C", ja: "シ" }, tilesets: [], attribution: [] },
  bounds: [137.58, 34.53, 137.62, 34.57],
  ground: { height: 40, method: "given" },
  viewpoints: [level, down],
};

describe("a viewpoint's view", () => {
  it("looks at the ground ahead where the sight meets it", () => {
    const { target, range, heading, pitch } = viewpointView(down, 40);
    expect(range).toBeCloseTo(200, 6);
    expect([heading, pitch]).toEqual([Math.PI / 2, CesiumMath.toRadians(-30)]);
    const eye = Cartesian3.fromDegrees(BASE.longitude, BASE.latitude, BASE.height);
    expect(Cartesian3.distance(eye, target)).toBeCloseTo(200, 3);
    const place = Cartographic.fromCartesian(target);
    expect(place.height).toBeCloseTo(40, 1);
    expect(CesiumMath.toDegrees(place.longitude)).toBeGreaterThan(BASE.longitude);
    expect(CesiumMath.toDegrees(place.latitude)).toBeCloseTo(BASE.latitude, 5);
  });

  it("looks a long way where the sight goes over the ground", () => {
    expect(viewpointView(level, 40).range).toBe(3_000);
  });

  it("is found by its id, and the first is home", () => {
    expect(viewpointOf(city, "down")).toEqual(viewpointView(down, 40));
    expect(viewpointOf(city, "nowhere")).toBeUndefined();
    expect(viewpointOf(city, null)).toBeUndefined();
    expect(viewpointOf(undefined, "down")).toBeUndefined();
    expect(cityHome(city)).toEqual(viewpointView(level, 40));
    const { viewpoints: _, ...bare } = city;
    expect(cityHome(bare).range).toBeGreaterThan(699);
  });
});
