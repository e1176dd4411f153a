import { signal } from "@preact/signals";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { awaitMoment } from "../../../client/control/moment/await-moment.ts";
import { followSources, type SourcesTold } from "../../../client/control/moment/follow-sources.ts";
import { keepAddress } from "../../../client/control/moment/keep-address.ts";
import { noticesOf } from "../../../client/control/panels/notices-of.ts";
import type { Room } from "../../../client/control/room.ts";
import { CityClock } from "../../../client/twin/city-clock.ts";
import { language } from "../../../client/ui/words/language.ts";
import { problem } from "../../../shared/problem.ts";

/** What a page says of the moment that it shows, while that moves and while it is not there yet. */

const NOW = Date.UTC(2026, 10, 23, 3, 10);
const MINUTE = 60_000;
const THEN = NOW - 60 * MINUTE;

let ours: number;
let clock: CityClock;

beforeEach(() => {
  vi.useFakeTimers();
  ours = 0;
  clock = new CityClock(
    () => NOW + ours,
    () => ours,
  );
});
afterEach(() => {
  language.value = "en";
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function pass(milliseconds: number): Promise<void> {
  for (let left = milliseconds; left > 0; left -= 10) {
    ours += 10;
    await vi.advanceTimersByTimeAsync(10);
  }
}

function told(at: number, rate = 0, cleared = true): void {
  clock.take({ mode: "replay", at, rate, state: rate > 0 ? "playing" : "paused", cleared });
}

describe("the address", () => {
  it("keeps up with a moment that runs on", async () => {
    const location = { href: `http://city/control?at=x` };
    vi.stubGlobal("location", location);
    vi.stubGlobal("history", {
      state: null,
      replaceState: (_: unknown, __: string, url: URL) => {
        location.href = url.href;
      },
    });
    const at = () => Date.parse(new URL(location.href).searchParams.get("at") ?? "");
    keepAddress(clock);
    clock.goTo(THEN, 60);
    told(THEN, 60);
    await pass(10_000);
    expect(at()).toBeGreaterThan(THEN + 7 * MINUTE);
    clock.pause();
    told(clock.now());
    await pass(600);
    const stands = clock.now();
    expect(at()).toBe(stands);
    clock.live();
    clock.take({ mode: "live", cleared: true });
    await pass(3_000);
    expect(new URL(location.href).search).toBe("");
  });
});

describe("a picture", () => {
  it("waits until the moment has come and is on the map, and not for ever", async () => {
    const come: (boolean | "waits")[] = ["waits", "waits"];
    expect(await awaitMoment(clock)).toBe(true);
    clock.goTo(THEN);
    void awaitMoment(clock).then((is) => {
      come[0] = is;
    });
    await pass(1_000);
    told(THEN);
    await pass(300);
    expect(come[0]).toBe("waits");
    await pass(700);
    expect(come[0]).toBe(true);
    expect(await awaitMoment(clock)).toBe(true);
    clock.goTo(THEN - MINUTE);
    void awaitMoment(clock).then((is) => {
      come[1] = is;
    });
    await pass(6_000);
    expect(come[1]).toBe(false);
  });
});

describe("the sources of the moment shown", () => {
  let asked: number[];
  let answer: (at: number) => Promise<Response>;
  const shown = signal<SourcesTold>({});
  let stop: () => void;
  const right = async (at: number) => Response.json({ at, sources: [] });

  beforeEach(() => {
    asked = [];
    answer = right;
    shown.value = {};
    vi.stubGlobal("document", { hidden: false });
    vi.stubGlobal("fetch", (url: string, { signal: giveUp }: { signal: AbortSignal }) => {
      const at = Date.parse(new URL(url, "http://city").searchParams.get("at") ?? "");
      asked.push(at);
      return Promise.race([
        answer(at),
        new Promise((_, reject) => giveUp.addEventListener("abort", () => reject(giveUp.reason))),
      ]);
    });
    clock.goTo(THEN);
    told(THEN);
    stop = followSources(clock, shown);
  });
  afterEach(() => stop());

  it("are forgotten when it is moved, and asked for once it rests", async () => {
    await pass(10);
    expect(shown.value.was?.at).toBe(THEN);
    for (const minutes of [1, 2, 3]) {
      clock.goTo(THEN - minutes * MINUTE);
      expect(shown.value).toEqual({});
      await pass(100);
    }
    expect(asked).toEqual([THEN]);
    await pass(300);
    expect(asked).toEqual([THEN, THEN - 3 * MINUTE]);
    expect(shown.value.was?.at).toBe(THEN - 3 * MINUTE);
    // The server shows it now: it is the same moment.
    told(THEN - 3 * MINUTE);
    expect(shown.value.was?.at).toBe(THEN - 3 * MINUTE);
    await pass(3_000);
    expect(asked).toHaveLength(2);
  });

  it("are not those of a moment that was left while they were on their way", async () => {
    await pass(10);
    const late = Promise.withResolvers<Response>();
    answer = () => late.promise;
    clock.goTo(THEN - MINUTE);
    await pass(300);
    answer = right;
    clock.goTo(THEN - 2 * MINUTE);
    late.resolve(await right(THEN - MINUTE));
    await pass(10);
    expect(shown.value).toEqual({});
    await pass(300);
    expect(shown.value.was?.at).toBe(THEN - 2 * MINUTE);
  });

  it("stay for a while where newer ones cannot be had, and not when it has gone far", async () => {
    await pass(10);
    clock.play(60);
    told(clock.now(), 60, false);
    answer = async () => Response.json({ title: "The disk is gone." }, { status: 503 });
    await pass(1_000);
    expect(shown.value.fault?.message).toBe("The disk is gone.");
    expect(shown.value.was?.at).toBe(THEN);
    await pass(3_000);
    expect(shown.value.was).toBeUndefined();
    expect(shown.value.fault?.message).toBe("The disk is gone.");
  });
});

describe("why a moment cannot be shown", () => {
  it.each(["clock/full", "clock/too-many-entities", "clock/no-history", "clock/out-of-range"])(
    "is said of %s in the page's language",
    (code) => {
      const told = problem(code, "clock: limits.replaySessions.");
      const room = {
        link: { status: signal({ state: "live" }), problems: signal([told]) },
        city: signal({ state: "ready" }),
        clock,
        page: { unread: [] },
      } as unknown as Room;
      for (const tongue of ["en", "ja"] as const) {
        language.value = tongue;
        const notice = noticesOf(room).find(({ id }) => id.startsWith("problem"));
        expect(notice?.text).not.toMatch(/limits|clock/);
        if (tongue === "ja") expect(notice?.text).toMatch(/[\u3040-\u9fff]/);
      }
    },
  );
});
