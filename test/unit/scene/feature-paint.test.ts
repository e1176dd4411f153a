import { Color } from "cesium";
import { beforeEach, describe, expect, it } from "vitest";
import type { FeatureColors } from "../../../client/control/scene/looks/feature-colors.ts";
import { FeaturePaint } from "../../../client/control/scene/looks/feature-paint.ts";
import type { SceneContext } from "../../../client/control/scene/scene-context.ts";

interface Thing {
  color: Color;
  show: boolean;
  asked: number;
  getProperty(name: string): unknown;
}

const BLUE = Color.fromCssColorString("#0000ff");
const RED = Color.fromCssColorString("#ff0000");

/** Even ones blue, odd ones red; of those only what `shown` says. */
function parity(shown: (code: number) => boolean = () => true, layer = "buildings"): FeatureColors {
  return {
    column: "number",
    layers: new Set([layer]),
    codeOf: (property) => Number(property("number")),
    classOf: (code) => code % 2,
    colors: ["#0000ff", "#ff0000"],
    isShown: shown,
  };
}

let see: (tile: unknown) => void;
let chosen: Thing | undefined;
let requests: number;
let paint: FeaturePaint;

beforeEach(() => {
  chosen = undefined;
  requests = 0;
  const tileset = {
    tileVisible: {
      addEventListener: (listener: typeof see) => {
        see = listener;
        return () => undefined;
      },
    },
  };
  const context = {
    scene: { requestRender: () => requests++ },
    tiles: {
      watch: (listener: (one: unknown) => void) => {
        listener(tileset);
        return () => undefined;
      },
      layerOf: () => ({ key: "buildings" }),
      setPale: () => undefined,
    },
    chosenColor: (one: unknown) => (one === chosen ? Color.LIME : undefined),
  };
  paint = new FeaturePaint(context as unknown as SceneContext);
});

function tileOf(count: number) {
  const things = Array.from({ length: count }, (_, number): Thing => {
    const thing: Thing = {
      ...{ color: Color.WHITE, show: true, asked: 0 },
      getProperty: () => {
        thing.asked++;
        return number;
      },
    };
    return thing;
  });
  const content = { featuresLength: count, getFeature: (i: number) => things[i] };
  return { things, tile: { content, _depth: 2 } };
}

/** One frame in which the tile is seen; true where more is to be painted. */
function frame(tile: unknown, whole = true): boolean {
  const more = paint.beforeFrame(whole);
  see(tile);
  return more || !paint.settled;
}

describe("the paint of what is in the tiles", () => {
  it("colours each by its class, as soon as its tile is seen", () => {
    const { things, tile } = tileOf(5);
    paint.set(parity());
    frame(tile);
    expect(things.map(({ color }) => Color.equals(color, BLUE))).toEqual([
      ...[true, false, true, false, true],
    ]);
    expect(Color.equals(things[1]?.color ?? Color.WHITE, RED)).toBe(true);
    expect(paint.settled).toBe(true);
  });

  it("touches nothing where no colours were ever wanted, or for another layer", () => {
    const { things, tile } = tileOf(3);
    frame(tile);
    paint.set(parity(undefined, "pipes"));
    frame(tile);
    expect(things.map(({ color, asked }) => [color, asked])).toEqual(
      things.map(() => [Color.WHITE, 0]),
    );
  });

  it("reads each thing once, however often what is shown changes", () => {
    const { things, tile } = tileOf(700);
    for (const odd of [true, false, true]) {
      paint.set(parity((code) => (code % 2 === 1) === odd));
      frame(tile);
      frame(tile);
    }
    expect(new Set(things.map(({ asked }) => asked))).toEqual(new Set([1]));
    expect(things.map(({ show }) => show)).toEqual(things.map((_, i) => i % 2 === 1));
  });

  it("gives everything its own colours back", () => {
    const { things, tile } = tileOf(4);
    paint.set(parity(() => false));
    frame(tile);
    paint.set(undefined);
    frame(tile);
    expect(things.every(({ color, show }) => show && color === Color.WHITE)).toBe(true);
  });

  it("leaves the chosen one its colour", () => {
    const { things, tile } = tileOf(3);
    chosen = things[1];
    paint.set(parity());
    frame(tile);
    expect(things[1]?.color).toBe(Color.LIME);
  });

  it("paints 100,000 in turns of a few milliseconds, and all of them in the end", () => {
    const { things, tile } = tileOf(100_000);
    // As slow as tiles are.
    for (const thing of things.slice(0, 2_000)) {
      const read = thing.getProperty;
      thing.getProperty = (name) => {
        for (const end = performance.now() + 0.02; performance.now() < end; );
        return read(name);
      };
    }
    paint.set(parity());
    let frames = 0;
    paint.beforeFrame(false);
    do {
      see(tile);
      frames++;
    } while (paint.beforeFrame(false) && frames < 10_000);
    // 2,000 times 0.02 ms do not fit into two turns.
    expect(frames).toBeGreaterThan(2);
    expect(things.every(({ color }) => color !== Color.WHITE)).toBe(true);
    expect(new Set(things.map(({ asked }) => asked))).toEqual(new Set([1]));
  });

  it("begins anew where the colours change halfway", () => {
    const { things, tile } = tileOf(20_000);
    for (const thing of things) {
      const read = thing.getProperty;
      thing.getProperty = (name) => {
        for (const end = performance.now() + 0.005; performance.now() < end; );
        return read(name);
      };
    }
    paint.set(parity());
    paint.beforeFrame(false);
    see(tile);
    expect(paint.settled).toBe(false);
    paint.set({ ...parity(), colors: ["#ff0000", "#0000ff"] });
    frame(tile);
    expect(things.every(({ color }, i) => Color.equals(color, i % 2 === 0 ? RED : BLUE))).toBe(
      true,
    );
  });
});
