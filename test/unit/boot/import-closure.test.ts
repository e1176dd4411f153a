import { describe, expect, it } from "vitest";
import { importClosure } from "../../../server/boot/import-closure.mjs";

describe("importClosure", () => {
  const closure = importClosure("tilesets/main.ts");

  it("holds what the city is grown from, ours and the packages", () => {
    expect(closure).toContain("tilesets/main.ts");
    expect(closure).toContain("tilesets/demo/grow-city.ts");
    expect(closure).toContain("shared/random.ts");
    expect(closure).toContain("node_modules/earcut/package.json");
    expect(closure).toContain("node_modules/meshoptimizer/package.json");
  });

  it("holds nothing else, so that the city is not grown anew without need", () => {
    expect(closure.filter((path) => /^(client|server|test)\//.test(path))).toEqual([]);
    expect(closure).not.toContain("shared/frame.ts");
  });
});
