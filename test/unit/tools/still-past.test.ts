import { signal } from "@preact/signals";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { trailsOf, waysOf } from "../../../client/control/history/trails-of.ts";
import type { Room } from "../../../client/control/room.ts";
import { drawMapLabels } from "../../../client/control/scene/tools/draw-map-labels.ts";
import { stillLegends } from "../../../client/control/tools/still-legends.ts";
import { KIND_TRAITS } from "../../../shared/entity.ts";
import type { EntityCourse } from "../../../shared/history.ts";

/** What a picture of the past has, and what it has not. */

afterEach(() => vi.unstubAllGlobals());

describe("the legends", () => {
  const state = signal<{ mode: string }>({ mode: "live" });
  const room = {
    clock: { state },
    counts: signal({ byKind: new Map() }),
    hiddenKinds: signal(new Set()),
    colours: { plan: signal(undefined) },
    buildings: signal("plaster"),
    city: signal({ state: "ready" }),
    areas: {
      settings: { shading: signal("all"), measure: signal("count") },
      shown: { step: signal(10) },
    },
  } as unknown as Room;

  it("say how districts are shaded, but not in the past, where none is", () => {
    state.value = { mode: "live" };
    expect(stillLegends(room).flat()).toHaveLength(5);
    state.value = { mode: "replay" };
    expect(stillLegends(room).flat()).toEqual([]);
  });
});

describe("the ways", () => {
  const START = Date.UTC(2026, 10, 23, 3);
  const course = (kind: EntityCourse["kind"], places: EntityCourse["positions"]): EntityCourse => ({
    ...{ id: "", kind, every: 10, values: {} },
    ...{ from: new Date(START).toISOString(), to: new Date(START + 60_000).toISOString() },
    at: places.map((_, index) => START + index * 10_000),
    count: places.map(() => 1),
    positions: places,
    speed: places.map(() => null),
  });
  const courses = new Map([
    ["bus", { course: course("transit", [[140, 35, 0]]) }],
    ["sensor", { course: course("sensor", [[140, 35, 0]]) }],
    ["silent", { course: course("transit", [null]) }],
  ]) as unknown as Parameters<typeof waysOf>[1];
  const shown = [...courses.keys(), "unknown"].map((id, slot) => ({
    ...{ id, name: id, isPinned: true, look: { slot, shape: "M0 0Z" } },
  })) as unknown as Parameters<typeof waysOf>[0];

  it("are of those that move and were somewhere, in the legend as on the map", () => {
    expect(KIND_TRAITS.sensor.moves).toBe(false);
    expect(waysOf(shown, courses).map(({ id }) => id)).toEqual(["bus"]);
    expect(trailsOf(shown, courses, () => "red").map(({ id }) => id)).toEqual(["bus"]);
  });
});

describe("the signs of ways", () => {
  class Sign {
    readonly width: number;
    constructor(width: number) {
      this.width = width;
    }
    getAttribute = () => "M0 0L16 16";
    get ownerSVGElement() {
      return {
        getBoundingClientRect: () => ({ x: 30, y: 40, width: this.width, height: this.width }),
        viewBox: { baseVal: { width: 16 } },
      };
    }
  }

  beforeEach(() => {
    vi.stubGlobal("SVGPathElement", Sign);
    vi.stubGlobal("Path2D", class {});
    vi.stubGlobal("getComputedStyle", () => ({
      ...{ strokeWidth: "3px", stroke: "black", fill: "orange" },
    }));
  });

  it("are drawn as they stand on the page, the edge beneath, and none that is hidden", () => {
    const done: unknown[][] = [];
    const note =
      (name: string) =>
      (...what: unknown[]) =>
        done.push([name, ...what.filter((each) => typeof each === "number")]);
    const pen = { canvas: { width: 200 } } as unknown as CanvasRenderingContext2D;
    for (const name of ["save", "restore", "scale", "translate", "stroke", "fill"])
      Object.assign(pen, { [name]: note(name) });
    const container = {
      getBoundingClientRect: () => ({ left: 10, top: 20, width: 100 }),
      querySelectorAll: () => [new Sign(16), new Sign(0)],
    } as unknown as HTMLElement;
    drawMapLabels(pen, container);
    expect(done).toEqual([
      ...[["save"], ["scale", 2, 2], ["translate", -10, -20]],
      ...[["save"], ["translate", 30, 40], ["scale", 1, 1], ["stroke"], ["fill"], ["restore"]],
      ["restore"],
    ]);
    expect([pen.strokeStyle, pen.lineWidth, pen.fillStyle]).toEqual(["black", 3, "orange"]);
  });
});
