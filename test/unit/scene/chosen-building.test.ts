import { type Cesium3DTileFeature, Color, Event, type Scene } from "cesium";
import { expect, it } from "vitest";
import { ChosenBuilding } from "../../../client/control/scene/chosen-building.ts";

const CYAN = new Color(0, 1, 1);
const PINK = new Color(1, 0, 1);

/** A tile's content with one building, as far as colouring it goes. */
function street() {
  const tileset = { tileLoad: new Event(), tileUnload: new Event(), isDestroyed: () => false };
  const load = (url: string) => {
    const buildings = [0, 1].map((featureId) => ({ featureId, tileset, color: Color.WHITE }));
    const content = { url, getFeature: (id: number) => buildings[id] };
    for (const building of buildings) Object.assign(building, { content });
    return { content, buildings };
  };
  return { tileset, load };
}

const scene = { requestRender: () => {} } as unknown as Scene;
const asFeature = (building: unknown) => building as Cesium3DTileFeature;

it("colours the chosen building, and gives it its own colour back", () => {
  const { buildings } = street().load("a.b3dm");
  const chosen = new ChosenBuilding(scene);
  chosen.choose(asFeature(buildings[1]), CYAN);
  expect(buildings.map(({ color }) => color)).toEqual([Color.WHITE, CYAN]);
  chosen.repaint(PINK);
  expect(buildings[1]?.color).toBe(PINK);
  chosen.choose(asFeature(buildings[0]), CYAN);
  expect(buildings.map(({ color }) => color)).toEqual([CYAN, Color.WHITE]);
  chosen.clear();
  expect(buildings.map(({ color }) => color)).toEqual([Color.WHITE, Color.WHITE]);
});

it("colours it again when its tile comes back, and touches no tile that was dropped", () => {
  const { tileset, load } = street();
  const before = load("a.b3dm");
  const chosen = new ChosenBuilding(scene);
  chosen.choose(asFeature(before.buildings[1]), CYAN);
  tileset.tileUnload.raiseEvent(before);
  chosen.repaint(PINK);
  expect(before.buildings[1]?.color).toBe(CYAN);

  const other = load("b.b3dm");
  tileset.tileLoad.raiseEvent(other);
  expect(other.buildings[1]?.color).toBe(Color.WHITE);
  const again = load("a.b3dm");
  tileset.tileLoad.raiseEvent(again);
  expect(again.buildings.map(({ color }) => color)).toEqual([Color.WHITE, PINK]);

  chosen.clear();
  expect(again.buildings[1]?.color).toBe(Color.WHITE);
  expect([tileset.tileLoad.numberOfListeners, tileset.tileUnload.numberOfListeners]).toEqual([
    0, 0,
  ]);
});
