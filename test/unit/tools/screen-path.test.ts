import { type Camera, Cartesian3, Matrix4, PerspectiveFrustum } from "cesium";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ScreenPath } from "../../../client/control/scene/tools/screen-path.ts";

const [WIDTH, HEIGHT] = [800, 600];
/** Looks from the origin down the z axis, ninety degrees wide and high as the screen. */
const frustum = new PerspectiveFrustum({ fov: Math.PI / 2, aspectRatio: WIDTH / HEIGHT, near: 1 });
const camera = { viewMatrix: Matrix4.IDENTITY, frustum } as unknown as Camera;
const path = new ScreenPath(camera, WIDTH, HEIGHT);

const metres = fc.double({ min: -5_000, max: 5_000, noNaN: true });
const place = fc.tuple(metres, metres, metres).map(([x, y, z]) => new Cartesian3(x, y, z));
const places = fc.array(place, { minLength: 2, maxLength: 12 });

describe("ScreenPath", () => {
  it("has the axis of sight in the middle, and right and up where they are", () => {
    expect(path.point(new Cartesian3(0, 0, -100))).toEqual({ x: 400, y: 300 });
    const edge = path.point(new Cartesian3(100, 75, -100));
    expect(edge?.x).toBeCloseTo(800, 6);
    expect(edge?.y).toBeCloseTo(0, 6);
    expect(path.point(new Cartesian3(0, 0, 100))).toBeUndefined();
  });

  it("keeps a line whole that is seen whole, and nothing of one behind the eye", () => {
    fc.assert(
      fc.property(places, (line) => {
        const before = line.map(({ x, y, z }) => new Cartesian3(x, y, -Math.abs(z) - 2));
        expect(path.line(before).map((part) => part.length)).toEqual([line.length]);
        const behind = line.map(({ x, y, z }) => new Cartesian3(x, y, Math.abs(z)));
        expect(path.line(behind)).toEqual([]);
        expect(path.ring(behind)).toEqual([]);
      }),
    );
  });

  it("cuts where a line goes behind the eye: every part ends there or at an end of the line", () => {
    fc.assert(
      fc.property(places, (line) => {
        const parts = path.line(line);
        const seen = line.filter(({ z }) => z <= -1).length;
        const cuts = line.filter(
          (each, i) => i > 0 && each.z <= -1 !== (line[i - 1]?.z ?? 0) <= -1,
        );
        expect(parts.flat()).toHaveLength(seen + cuts.length);
        for (const { x, y } of parts.flat()) expect(Number.isFinite(x + y)).toBe(true);
      }),
    );
  });

  it("closes a ring around what is seen of it", () => {
    fc.assert(
      fc.property(places, (ring) => {
        const crossings = ring.filter((each, i) => each.z <= -1 !== (ring.at(i - 1)?.z ?? 0) <= -1);
        const seen = ring.filter(({ z }) => z <= -1).length;
        expect(path.ring(ring)).toHaveLength(seen + crossings.length);
      }),
    );
  });
});
