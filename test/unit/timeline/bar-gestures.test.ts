import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { listenToBar } from "../../../client/control/timeline/bar-gestures.ts";
import { TimelineDesk } from "../../../client/control/timeline/timeline-desk.ts";
import { CityClock } from "../../../client/twin/city-clock.ts";

const NOW = Date.UTC(2026, 10, 23, 3, 10);
const HOUR = 3_600_000;

/** As much of an element as a bar needs. */
class Host extends EventTarget {
  clientWidth = 1_180;
  readonly clientHeight = 40;
  left = 80;
  readonly classes = new Set<string>();
  readonly classList = {
    add: (name: string) => this.classes.add(name),
    remove: (...names: string[]) => {
      for (const name of names) this.classes.delete(name);
    },
  };
  getBoundingClientRect() {
    return { left: this.left, top: 0 };
  }
  setPointerCapture() {}
  send(type: string, clientX: number, pointerType = "mouse") {
    const at = { pointerId: 1, button: 0, clientX, clientY: 5, pointerType };
    this.dispatchEvent(Object.assign(new Event(type), at));
  }
}

describe("drawing on the bar", () => {
  let host: Host;
  let clock: CityClock;
  let desk: TimelineDesk;
  let stop: () => void;

  beforeEach(() => {
    vi.stubGlobal("matchMedia", () => ({ matches: true }));
    host = new Host();
    clock = new CityClock(
      () => NOW,
      () => 0,
    );
    clock.keeps([NOW - 100 * HOUR, NOW]);
    desk = new TimelineDesk(clock, () => NOW);
    desk.setWidth(host.clientWidth);
    stop = listenToBar(host as unknown as HTMLElement, desk, clock, () => 10);
  });
  afterEach(() => {
    stop();
    desk.destroy();
    vi.unstubAllGlobals();
  });

  /** The bar unfolds, as the page does with the first moment of the past. */
  function unfold() {
    host.left = 12;
    host.clientWidth = 1_416;
  }

  it.each(["mouse", "touch"])(
    "goes on by %s when the bar grows under it, and does not jump",
    (by) => {
      host.send("pointerdown", 700, by);
      host.send("pointermove", 694, by);
      expect(clock.state.peek().mode).toBe("replay");
      const begun = clock.now();
      unfold();
      host.send("pointermove", 694 - 236, by);
      expect(Math.abs(clock.now() - (begun - HOUR / 6))).toBeLessThanOrEqual(2_000);
      host.send("pointermove", 694 - 354, by);
      expect(Math.abs(clock.now() - (begun - HOUR / 4))).toBeLessThanOrEqual(2_000);
      expect(host.classes).toContain("scrubbing");
      host.send("pointerup", 340, by);
      expect(host.classes).not.toContain("scrubbing");
    },
  );
});
