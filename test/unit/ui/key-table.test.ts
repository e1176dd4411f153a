import { describe, expect, it, vi } from "vitest";
import { type KeyBinding, KeyTable } from "../../../client/ui/key-table.ts";

const line = (keys: readonly string[], act?: KeyBinding["act"]): KeyBinding => ({
  keys,
  group: "page",
  word: "keys.help",
  ...(act === undefined ? {} : { act }),
});

describe("the table of keys", () => {
  it("does what a key's line says, in upper and lower case", () => {
    const table = new KeyTable();
    const act = vi.fn();
    table.add([line(["k", "1"], act)]);
    expect([table.press("k"), table.press("K"), table.press("1"), table.press("j")]).toEqual([
      ...[true, true, true, false],
    ]);
    expect(act.mock.calls).toEqual([["k"], ["k"], ["1"]]);
  });

  it("takes no key twice, within a folder or from another, but Escape", () => {
    const table = new KeyTable();
    table.add([line(["k"])]);
    expect(() => table.add([line(["k"])])).toThrow(/The key k/);
    expect(() => table.add([line(["a"]), line(["b", "a"])])).toThrow(/The key a/);
    expect(table.lines.value).toHaveLength(1);
    table.add([line(["Escape"]), line(["Escape"])]);
    expect(table.lines.value).toHaveLength(3);
  });

  it("asks the newest line with Escape first, and goes on where it had nothing to do", () => {
    const table = new KeyTable();
    const open = new Set(["selection", "tool"]);
    const leave = (name: string) => line(["Escape"], () => open.delete(name));
    table.add([leave("selection")]);
    table.add([leave("tool")]);
    expect(table.press("Escape")).toBe(true);
    expect([...open]).toEqual(["selection"]);
    expect(table.press("Escape")).toBe(true);
    expect(table.press("Escape")).toBe(false);
  });

  it("leaves to the map what it listens to itself, and does not press what is off", () => {
    const table = new KeyTable();
    const act = vi.fn();
    table.add([line(["w"]), line(["u"], act)]);
    expect(table.press("w")).toBe(false);
    expect(table.press("u", () => true)).toBe(false);
    expect(act).not.toHaveBeenCalled();
  });
});
