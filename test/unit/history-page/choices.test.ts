import { afterEach, expect, it, vi } from "vitest";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

it("A window that was chosen is not taken back without its ends", async () => {
  expect(await spanOf("6h")).toBe("6h");
  expect(await spanOf("chosen")).toBe("1h");
});

/** The length of the window after the page was loaded anew. */
async function spanOf(kept: string): Promise<string> {
  vi.resetModules();
  vi.stubGlobal("localStorage", {
    getItem: (name: string) => (name.endsWith("history.span") ? kept : null),
    setItem: () => undefined,
  });
  const { historyChoices } = await import("../../../client/control/history/history-choices.ts");
  return historyChoices.span.value;
}
