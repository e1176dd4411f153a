import { signal } from "@preact/signals";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { createDocks } from "../../../client/ui/docks.ts";

const room = (both: boolean, right = true) => {
  const fitsBoth = signal(both);
  const told = signal(right);
  const docks = createDocks({ left: signal(true), right: told }, { panels: ["kinds"] }, fitsBoth);
  const open = () =>
    `${docks.isOpen("left") ? "left " : ""}${docks.isOpen("right") ? "right" : ""}`;
  return { docks, fitsBoth, told, open };
};

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => kept.set(name, text),
  });
  return () => vi.unstubAllGlobals();
});

describe("createDocks", () => {
  it("has both sides open where there is room for both", () => {
    const { docks, open } = room(true);
    expect(open()).toBe("left right");
    docks.setOpen("left", false);
    expect(open()).toBe("right");
  });

  it("has one side open where there is room for one, and folds it for the other", () => {
    const { docks, open } = room(false);
    expect(open()).toBe("left ");
    docks.setOpen("right", true);
    expect(open()).toBe("right");
    docks.setOpen("right", false);
    expect(open()).toBe("");
    docks.setOpen("left", true);
    expect(open()).toBe("left ");
  });

  it("has both again as soon as there is room", () => {
    const { docks, fitsBoth, open } = room(true);
    docks.setOpen("right", true);
    fitsBoth.value = false;
    expect(open()).toBe("right");
    fitsBoth.value = true;
    expect(open()).toBe("left right");
  });

  it("brings a side forward that has news, but not one that was folded away", () => {
    const { docks, told, open } = room(false, false);
    expect(open()).toBe("left ");
    told.value = true;
    docks.bringForward("right");
    expect(open()).toBe("right");
    docks.setOpen("right", false);
    docks.setOpen("left", true);
    docks.bringForward("right");
    expect(open()).toBe("left ");
  });
});
