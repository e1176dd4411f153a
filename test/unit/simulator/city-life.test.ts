import { expect, it } from "vitest";
import { CityLife } from "../../../server/simulator/feed/city-life.ts";
import type { Message, Report } from "../../../server/simulator/feed/messages.ts";
import { freePort } from "../../support/free-port.ts";
import { smallWorld } from "../../support/small-world.ts";

/** Lives in the small world until it runs, and tells what it reported then. */
async function lived(off: readonly string[]): Promise<Report["status"]> {
  const url = `mqtt://127.0.0.1:${await freePort()}`;
  const data = { folder: "", url, seed: "1", scale: 0.01, speed: 1, off };
  let status: Report["status"] | undefined;
  const life: CityLife = new CityLife(data, await smallWorld(), (message: Message) => {
    if (message.type !== "report" || message.status.state !== "running") return;
    status ??= message.status;
    life.take({ type: "stop" });
  });
  await life.run();
  return status ?? expect.fail("It never ran");
}

it("keeps what was switched off before when it is begun again", async () => {
  const first = await lived([]);
  expect(first.incidents.every(({ enabled }) => enabled)).toBe(true);
  const { id = "" } = first.incidents.find(({ state }) => state === "planned") ?? {};
  const again = await lived([id]);
  const off = again.incidents.filter(({ enabled }) => !enabled);
  expect(off.map((incident) => [incident.id, incident.state])).toEqual([[id, "off"]]);
});
