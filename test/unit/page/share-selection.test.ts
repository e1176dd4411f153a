import { type Signal, signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import { shareSelection } from "../../../client/control/page/share-selection.ts";
import { Selection } from "../../../client/twin/selection.ts";
import type { SharedState } from "../../../shared/protocol.ts";

/** Pages that hear one another at once, as the server lets them. */
class Wall {
  readonly #pages: { name: string | undefined; shared: Signal<SharedState | undefined> }[] = [];
  readonly said: string[] = [];
  #last: SharedState | undefined;

  page(name: string | undefined) {
    const page = {
      name: undefined as string | undefined,
      shared: signal<SharedState | undefined>(),
    };
    this.#pages.push(page);
    const selection = new Selection();
    const sharedAs = signal(name);
    const link = {
      shared: page.shared,
      join: (joined: string | undefined) => {
        page.name = joined;
        page.shared.value = joined === undefined ? undefined : this.#last;
      },
      share: (text: string) => {
        this.said.push(text);
        this.#last = { by: "page", text };
        for (const other of this.#pages) {
          if (other !== page && other.name === page.name) other.shared.value = { ...this.#last };
        }
      },
    };
    shareSelection(link, selection, sharedAs);
    return { selection, sharedAs, shared: page.shared };
  }
}

describe("a shared selection", () => {
  it("is the same on all pages of a name, and on a page that comes later", () => {
    const wall = new Wall();
    const [left, right] = [wall.page("wall"), wall.page("wall")];
    left.selection.select({ type: "entity", id: "bus:1" });
    expect(right.selection.current.value).toEqual({ type: "entity", id: "bus:1" });
    right.selection.select({ type: "region", id: "r1" });
    expect(left.selection.current.value).toEqual({ type: "region", id: "r1" });
    expect(wall.page("wall").selection.current.value).toEqual({ type: "region", id: "r1" });
    left.selection.select(undefined);
    expect(right.selection.current.value).toBeUndefined();
    // Each choice was said once: nobody answers what it hears.
    expect(wall.said).toHaveLength(3);
  });

  it("is each page's own where it shares none, and again when it stops", () => {
    const wall = new Wall();
    const [left, own] = [wall.page("wall"), wall.page(undefined)];
    left.selection.select({ type: "entity", id: "bus:1" });
    expect(own.selection.current.value).toBeUndefined();
    own.selection.select({ type: "entity", id: "bus:2" });
    expect(wall.said).toHaveLength(1);
    left.sharedAs.value = undefined;
    left.selection.select({ type: "entity", id: "bus:3" });
    expect(wall.said).toHaveLength(1);
  });

  it("does not change by what cannot be read", () => {
    const wall = new Wall();
    const { selection, shared } = wall.page("wall");
    selection.select({ type: "entity", id: "bus:1" });
    shared.value = { by: "x", text: "{not json" };
    shared.value = { by: "x", text: '{"type":"building","properties":[["a",{"b":1}]]}' };
    expect(selection.current.value).toEqual({ type: "entity", id: "bus:1" });
    expect(wall.said).toHaveLength(1);
  });
});
