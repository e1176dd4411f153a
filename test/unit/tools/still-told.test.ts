import { signal } from "@preact/signals";
import { expect, it, vi } from "vitest";
import type { Room } from "../../../client/control/room.ts";
import { saveStill, stillState } from "../../../client/control/tools/stills.ts";

const announced = vi.hoisted(() => [] as string[]);
vi.mock("../../../client/ui/live-region.tsx", () => ({
  announce: (text: string) => announced.push(text),
}));

it("A picture that cannot be made is said aloud, as one that is saved", async () => {
  const clock = { state: signal({ mode: "live" }) };
  await saveStill({ scene: signal(undefined), clock } as unknown as Room);
  expect(stillState.value).toMatchObject({ state: "failed" });
  expect(announced.at(-1)).toMatch(/^The picture could not be made: \w/);
});
