import fc from "fast-check";
import { expect, it } from "vitest";
import { statementsOf } from "../../../server/state/statements-of.ts";
import { Twin } from "../../../server/state/twin.ts";
import type { Accepted } from "../../../shared/observation.ts";
import { registersOf } from "../../support/registers-of.ts";
import { anyStatement } from "./statement.ts";

function merged(twin: Twin, statements: Iterable<Accepted>): Twin {
  for (const each of statements) twin.merge(each);
  return twin;
}

it("brings a twin that knows other things already to where it would be had it known both", () => {
  fc.assert(
    fc.property(fc.array(anyStatement), fc.array(anyStatement), (before, since) => {
      const image = merged(new Twin(), before).image();
      const late = merged(merged(new Twin(), since), statementsOf(image));
      const both = merged(merged(new Twin(), before), since);
      expect(registersOf(late.image())).toEqual(registersOf(both.image()));
    }),
  );
});
