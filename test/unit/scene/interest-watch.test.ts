import { describe, expect, it } from "vitest";
import { InterestWatch } from "../../../client/control/scene/interest-watch.ts";
import type { Bbox } from "../../../shared/cell.ts";
import type { Interest } from "../../../shared/protocol.ts";

function watch(): { sent: Interest[]; look: (bbox: Bbox, now: number, height?: number) => void } {
  const sent: Interest[] = [];
  const made = new InterestWatch((interest) => sent.push(interest));
  return { sent, look: (bbox, now, height = 1_000) => made.look({ bbox, height }, now) };
}

const CITY: Bbox = [140.1, 35.5, 140.2, 35.6];

describe("InterestWatch", () => {
  it("asks for more than is seen", () => {
    const { sent, look } = watch();
    look(CITY, 0);
    const [west, south, east, north] = sent[0]?.bbox ?? [0, 0, 0, 0];
    expect(west).toBeLessThan(140.1);
    expect(south).toBeLessThan(35.5);
    expect(east).toBeGreaterThan(140.2);
    expect(north).toBeGreaterThan(35.6);
    expect(sent[0]?.detail).toBe("full");
  });

  it("asks nothing new for a small move, and asks again for a large one", () => {
    const { sent, look } = watch();
    look(CITY, 0);
    look([140.11, 35.51, 140.21, 35.61], 1_000);
    expect(sent).toHaveLength(1);
    look([140.2, 35.5, 140.3, 35.6], 2_000);
    expect(sent).toHaveLength(2);
  });

  it("asks for less once much less is seen", () => {
    const { sent, look } = watch();
    look(CITY, 0);
    look([140.14, 35.54, 140.15, 35.55], 1_000);
    expect(sent).toHaveLength(2);
  });

  it("is quiet while the view flies, but never for long", () => {
    const { sent, look } = watch();
    for (let i = 0; i <= 20; i++) look([140 + i, 35, 140.1 + i, 35.1], i * 100);
    expect(sent.length).toBeGreaterThan(3);
    expect(sent.length).toBeLessThan(8);
  });

  it("wants less often what is seen from far above, without swinging to and fro", () => {
    const { sent, look } = watch();
    for (const [index, height] of [1_000, 30_000, 20_000, 23_000, 10_000].entries())
      look(CITY, index * 1_000, height);
    expect(sent.map((interest) => interest.detail)).toEqual(["full", "reduced", "full"]);
  });

  it("crosses the antimeridian", () => {
    const { sent, look } = watch();
    look([179.9, -17, -179.9, -16.8], 0);
    const [west, , east] = sent[0]?.bbox ?? [0, 0, 0, 0];
    expect(west).toBeGreaterThan(179);
    expect(east).toBeLessThan(-179);
    look([179.92, -17, -179.92, -16.8], 1_000);
    expect(sent).toHaveLength(1);
  });
});
