import {
  ClassificationType,
  type GroundPrimitive,
  Material,
  PrimitiveCollection,
  type Scene,
} from "cesium";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HeatGround } from "../../../client/control/scene/history/heat-ground.ts";

const PICTURE = { canvas: {} as HTMLCanvasElement, bbox: [140, 35, 140.1, 35.1] } as const;

beforeEach(() => {
  // Cesium asks what an image is.
  for (const kind of ["HTMLCanvasElement", "HTMLImageElement", "ImageBitmap", "OffscreenCanvas"])
    vi.stubGlobal(kind, class {});
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe("heat on the city", () => {
  it("leaves no picture behind that is not drawn any more", () => {
    const freed = vi.spyOn(Material.prototype, "destroy");
    const { ground, makeReady } = drawn();
    for (let each = 0; each < 5; each++) {
      ground.set(PICTURE);
      makeReady();
      ground.follow();
      expect(freed).toHaveBeenCalledTimes(each);
    }
    ground.set(undefined);
    ground.follow();
    expect(freed).toHaveBeenCalledTimes(5);
  });

  it("frees what was never drawn because the next came first, and everything in the end", () => {
    const freed = vi.spyOn(Material.prototype, "destroy");
    const { ground } = drawn();
    ground.set(PICTURE);
    ground.set(PICTURE);
    ground.follow();
    expect(freed).toHaveBeenCalledTimes(1);
    ground.destroy();
    ground.cover = 0.5;
    expect(freed).toHaveBeenCalledTimes(2);
  });
});

function drawn() {
  const groundPrimitives = new PrimitiveCollection();
  const frameState = { context: { depthTexture: true } };
  const scene = { groundPrimitives, frameState } as unknown as Scene;
  return {
    ground: new HeatGround(scene, ClassificationType.TERRAIN),
    makeReady: () => {
      for (let place = 0; place < groundPrimitives.length; place++)
        (groundPrimitives.get(place) as GroundPrimitive & { _ready: boolean })._ready = true;
    },
  };
}
