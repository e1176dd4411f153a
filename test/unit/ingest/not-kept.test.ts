import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { Intake } from "../../../server/ingest/intake.ts";
import type { Accepted } from "../../../shared/observation.ts";

const START = Date.parse("2026-11-23T00:00:30Z");

/** An intake whose sink keeps what a test lets it keep. */
function stage(sink: (batch: readonly Accepted[]) => Promise<void>) {
  const clock = { now: START };
  const intake = new Intake({ sink, now: () => clock.now });
  return {
    clock,
    intake,
    channel: intake.open({ id: "feed", format: "json", provenance: "live" }),
  };
}

function record(seconds: number, source?: string) {
  return {
    entity: { id: "a", kind: "sensor", ...(source && { source }) },
    observedAt: new Date(START + seconds * 1000).toISOString(),
    values: { x: 1 },
  };
}

describe("what was good and could not be kept", () => {
  it("is refused with the reason, and taken when it is sent again", async () => {
    let full = true;
    const { channel, intake } = stage(async () => {
      if (full) throw new Error("The disk of /data is full: 3 MB are free (diskReserve).");
    });
    await expect(channel.deliver([record(0)])).rejects.toThrow("is full");
    expect(intake.recentRefusals()[0]).toMatchObject({
      code: "ingest/not-kept",
      message:
        "The observation was good and could not be kept: The disk of /data is full: 3 MB are free (diskReserve). Send it again.",
    });
    expect(channel.tally()).toMatchObject({ received: 1, accepted: 0, refused: 1 });
    full = false;
    expect(await channel.deliver([record(0)])).toMatchObject({ accepted: 1 });
  });

  it("leaves what was kept before known", async () => {
    let full = false;
    const { channel } = stage(async () => {
      if (full) throw new Error("full");
    });
    await channel.deliver([record(0)]);
    full = true;
    await expect(channel.deliver([record(1)])).rejects.toThrow("full");
    full = false;
    expect((await channel.deliver([record(0)])).refused[0]?.code).toBe("gate/duplicate");
    expect(await channel.deliver([record(1)])).toMatchObject({ accepted: 1 });
  });
});

describe("a kind", () => {
  const drone = { ...record(0), entity: { id: "a", kind: "drone" } };
  const nameless = (seconds: number) => ({ ...record(seconds), entity: { id: "a" } });

  it("is known when what said it is kept, and not before", async () => {
    let full = true;
    const { channel } = stage(async () => {
      if (full) throw new Error("full");
    });
    await expect(channel.deliver([drone, nameless(1)])).rejects.toThrow("full");
    full = false;
    expect((await channel.deliver([nameless(1)])).refused[0]?.code).toBe("gate/unknown-entity");
    // Nobody has heard of the drone: it may be what it is.
    expect(await channel.deliver([record(0)])).toMatchObject({ accepted: 1 });
    expect(await channel.deliver([nameless(1)])).toMatchObject({ accepted: 1 });
    expect((await channel.deliver([drone])).refused[0]?.code).toBe("gate/kind-changed");
  });

  it("stays known where something else is not kept later", async () => {
    let full = false;
    const { channel } = stage(async () => {
      if (full) throw new Error("full");
    });
    await channel.deliver([record(0)]);
    full = true;
    await expect(channel.deliver([record(1)])).rejects.toThrow("full");
    full = false;
    expect(await channel.deliver([nameless(1)])).toMatchObject({ accepted: 1 });
  });

  it("is known again from what was kept before", async () => {
    let full = true;
    const { channel, intake } = stage(async () => {
      if (full) throw new Error("full");
    });
    await expect(channel.deliver([record(1)])).rejects.toThrow("full");
    full = false;
    const observation = { entity: { id: "a", kind: "drone" as const }, observedAt: START };
    intake.recall({ observation, receivedAt: START, provenance: "live", source: "feed" });
    expect((await channel.deliver([record(1)])).refused[0]?.code).toBe("gate/kind-changed");
    expect(await channel.deliver([nameless(1)])).toMatchObject({ accepted: 1 });
  });
});

describe("a repetition", () => {
  it("is answered when the first is kept, and not before", async () => {
    const { promise: disk, resolve: written } = Promise.withResolvers<void>();
    const { channel } = stage(() => disk);
    const first = channel.deliver([record(0)]);
    let answered = false;
    const second = channel.deliver([record(0)]).then((receipt) => {
      answered = true;
      return receipt;
    });
    await sleep(20);
    expect(answered).toBe(false);
    written();
    expect(await first).toMatchObject({ accepted: 1 });
    expect((await second).refused[0]?.code).toBe("gate/duplicate");
  });
});

describe("refusals by minute", () => {
  it("are counted for who sent them, and given out once", async () => {
    const { channel, intake, clock } = stage(async () => undefined);
    await channel.deliver([record(0, "bus"), record(0, "bus"), {}]);
    clock.now += 60_000;
    await channel.deliver([record(0, "bus")]);
    const minute = Date.parse("2026-11-23T00:00:00Z");
    expect(intake.takeRefusedMinutes()).toEqual([
      { source: "bus", minute, count: 1 },
      { source: "feed", minute, count: 1 },
      { source: "bus", minute: minute + 60_000, count: 1 },
    ]);
    expect(intake.takeRefusedMinutes()).toEqual([]);
  });
});
