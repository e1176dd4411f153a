import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { Simulator } from "../../server/simulator/simulator.ts";
import { freePort } from "../support/free-port.ts";
import { writeWorldFolder } from "../support/world-folder.ts";

let folder = "";
let simulator: Simulator | undefined;
let errors: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "machinami-thread-"));
  await writeWorldFolder(folder);
});
afterEach(async () => {
  await simulator?.stop();
  errors = [];
});
afterAll(() => rm(folder, { recursive: true }));

function started(url: string, speed = 1, from = folder): Simulator {
  simulator = new Simulator({
    seed: "1",
    scale: 0.02,
    speed,
    home: { folder: from, url },
    log: { info: () => undefined, error: (_about, message) => errors.push(message) },
  });
  simulator.start();
  return simulator;
}

async function until(good: () => boolean): Promise<void> {
  for (const end = Date.now() + 30_000; !good(); await wait(50)) {
    if (Date.now() > end) throw new Error(`It never came to it: ${simulator?.status().note}`);
  }
}

describe("the simulator's thread", () => {
  it("is started again after a failure, and says so meanwhile", async () => {
    const failing = started("no url of a broker");
    await until(() => failing.status().state === "failed");
    expect(failing.status().note).toMatch(/It failed \(.+\) and starts again within 2 s/);
    expect(failing.status().entities).toEqual({});
    await until(() => errors.length >= 2);
    expect(failing.status().note).toMatch(/within 4 s/);
    await failing.stop();
    const after = errors.length;
    await wait(300);
    expect(errors).toHaveLength(after);
  });

  it("lives on without its broker, and says so", async () => {
    const alone = started(`mqtt://127.0.0.1:${await freePort()}`);
    await until(() => alone.status().state === "running");
    await until(() => alone.status().pace.reached > 0);
    expect(alone.status().note).toMatch(/Not connected to the broker/);
    expect(alone.figures().told).toBe(0);
    const [incident] = alone.status().incidents.filter(({ state }) => state === "planned");
    expect(await alone.setIncident(incident?.id ?? "", false)).toMatchObject({ state: "off" });
    expect(await alone.setIncident("none", false)).toBeUndefined();
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 30_000 });
    try {
      expect(alone.status().note).toMatch(/Nothing has been heard of it for (29|3\d) s/);
    } finally {
      vi.useRealTimers();
    }
  });

  it("runs ahead of the clock at a higher speed", async () => {
    const fast = started(`mqtt://127.0.0.1:${await freePort()}`, 20);
    await until(() => fast.status().state === "running");
    const from = { ours: Date.now(), its: fast.status().time };
    await wait(4_000);
    const status = fast.status();
    const ratio = (status.time - from.its) / (Date.now() - from.ours);
    expect(status.pace.wanted).toBe(40);
    // Reports come once a second.
    expect(ratio).toBeGreaterThan(4);
    expect(ratio).toBeLessThan(40);
    expect(status.time).toBeGreaterThan(Date.now() + 10_000);
  });

  it("says that a city is not there", async () => {
    const lost = started("mqtt://127.0.0.1:1", 1, join(folder, "nowhere"));
    await until(() => lost.status().state === "failed");
    expect(lost.status().note).toMatch(/city\.json of the city cannot be read/);
    expect(errors).toHaveLength(1);
  });
});
