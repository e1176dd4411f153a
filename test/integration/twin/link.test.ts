import { setTimeout as wait } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { Link } from "../../../client/twin/link.ts";
import { Store } from "../../../client/twin/store.ts";
import { freePort } from "../../support/free-port.ts";
import { type StartedServer, startServer } from "../../support/start-server.ts";

const HERE = { longitude: 140.1123, latitude: 35.6071, height: 41.2 };
const AROUND = [140, 35.5, 140.2, 35.7] as const;
const PATIENCE = 30_000;

let server: StartedServer | undefined;
let link: Link | undefined;

afterEach(async () => {
  link?.close();
  await server?.stop();
  link = server = undefined;
});

describe("Link", () => {
  it("fills the store with what the interest covers, and measures delay and clock", async () => {
    server = await startServer({ args: ["--no-simulator"], mqtt: false });
    const store = new Store();
    link = new Link({ store, url: server.url });
    expect(link.status.value.state).toBe("connecting");
    link.setInterest({ bbox: AROUND, detail: "full" });
    await until(() => link?.status.value.state === "live");
    await send(server.url, "bus:1", HERE);
    await send(server.url, "bus:far", { ...HERE, longitude: 10 });
    await until(() => store.size > 0);
    expect(store.describe(store.handleOf("bus:1") ?? -1)).toMatchObject({
      id: "bus:1",
      kind: "transit",
    });
    expect(store.handleOf("bus:far")).toBeUndefined();
    await send(server.url, "bus:1", { ...HERE, latitude: 35.6072 });
    await until(() => link?.delay() !== undefined);
    expect(link.delay()?.median).toBeLessThan(10_000);
    expect(Math.abs(link.serverNow() - Date.now())).toBeLessThan(1_000);
    expect(link.problems.value).toEqual([]);
  });

  it("says that the server is gone, comes back by itself, and asks again for what it showed", async () => {
    const port = await freePort();
    server = await startServer({ args: ["--no-simulator"], mqtt: false, port });
    const store = new Store();
    link = new Link({ store, url: server.url });
    link.setInterest({ bbox: AROUND, detail: "full" });
    await until(() => link?.status.value.state === "live");
    await send(server.url, "bus:1", HERE);
    await until(() => store.size === 1);
    const before = link.hello.value?.epoch;

    await server.kill();
    await until(() => link?.status.value.state === "reconnecting");
    expect(link.status.value).toMatchObject({ problem: { code: "link/lost" } });
    expect(store.size).toBe(1);

    server = await startServer({ args: ["--no-simulator"], mqtt: false, port });
    await until(() => link?.status.value.state === "live");
    expect(link.hello.value?.epoch).not.toBe(before);
    expect(store.size).toBe(0);
    await send(server.url, "bus:2", HERE);
    await until(() => store.handleOf("bus:2") !== undefined && store.size === 1);
  });
});

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`not within ${PATIENCE} ms: ${condition}`);
    await wait(20);
  }
}

async function send(url: string, id: string, position: typeof HERE): Promise<void> {
  const answer = await fetch(`${url}/api/observations`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      entity: { id, kind: "transit" },
      observedAt: new Date().toISOString(),
      position,
    }),
  });
  expect(await answer.json()).toEqual({ accepted: 1, refused: [] });
}
