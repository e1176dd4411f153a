import { describe, expect, it } from "vitest";
import { english } from "../../../client/ui/words/english.ts";
import { japanese } from "../../../client/ui/words/japanese.ts";
import { BUILDING_USE_NAMES, BUILDING_USES } from "../../../shared/building-use.ts";

describe("BUILDING_USE_NAMES", () => {
  it("has the words of the pages, so that what is read there can be searched", () => {
    for (const use of BUILDING_USES)
      expect(BUILDING_USE_NAMES[use]).toEqual({
        en: english[`use.${use}`],
        ja: japanese[`use.${use}`],
      });
  });
});
