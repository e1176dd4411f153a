import { beforeAll, describe, expect, it } from "vitest";
import { IncidentDesk } from "../../../server/simulator/incidents/incident-desk.ts";
import { type Planned, Programme } from "../../../server/simulator/incidents/programme.ts";
import { CityClock } from "../../../server/simulator/sky/city-clock.ts";
import type { World } from "../../../server/simulator/world.ts";
import { INCIDENT_TYPES } from "../../../shared/simulation.ts";
import { smallWorld } from "../../support/small-world.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const clock = new CityClock("Asia/Tokyo");
const morning = Date.parse("2026-11-23T08:00:00+09:00");
let world: World;

beforeAll(async () => {
  world = await smallWorld();
});

const programmeOf = (seed: string) => new Programme({ seed, clock, world });

describe("the programme", () => {
  it("has something begin every 20 to 40 minutes, of all four types, day after day", () => {
    const planned = programmeOf("1").between(morning, morning + 72 * HOUR);
    const starts = planned.map(({ from }) => from);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
    for (let i = 1; i < starts.length; i++) {
      const gap = ((starts[i] ?? 0) - (starts[i - 1] ?? 0)) / MINUTE;
      expect(gap).toBeGreaterThanOrEqual(20);
      expect(gap).toBeLessThanOrEqual(40);
    }
    expect(new Set(planned.map(({ type }) => type))).toEqual(new Set(INCIDENT_TYPES));
    expect(new Set(planned.map(({ id }) => id)).size).toBe(planned.length);
    for (const { title, from, to, type, point } of planned) {
      expect(title.en).toMatch(/^[ -~]+$/);
      expect(title.ja).toMatch(/[\u3040-\u9fff]/);
      expect(to - from).toBeGreaterThanOrEqual(5 * MINUTE);
      expect(point === undefined).toBe(type === "heavy-rain");
    }
  });

  it("is the same for the same seed, whatever was asked before, and another for another", () => {
    const one = programmeOf("1");
    one.between(morning + 200 * HOUR, morning + 300 * HOUR);
    const again = one.between(morning, morning + 24 * HOUR);
    expect(again).toEqual(programmeOf("1").between(morning, morning + 24 * HOUR));
    expect(again).not.toEqual(programmeOf("2").between(morning, morning + 24 * HOUR));
  });

  it("stalls its trucks on a bridge", () => {
    const trucks = programmeOf("1")
      .between(morning, morning + 48 * HOUR)
      .filter(({ type }) => type === "stalled-truck");
    expect(trucks.length).toBeGreaterThan(5);
    for (const { road, title } of trucks) {
      expect(road?.bridge).toBe("Middle Bridge");
      expect(title).toEqual({
        en: "Truck stalled on Middle Bridge",
        ja: "中橋でトラックが立ち往生",
      });
    }
  });
});

describe("the desk", () => {
  function deskOf(begin: (planned: Planned) => string | true | undefined = () => "it") {
    const begun: string[] = [];
    const ended: string[] = [];
    const desk = new IncidentDesk({
      programme: programmeOf("1"),
      plane: world.plane,
      effects: {
        begin: (planned) => {
          const entity = begin(planned);
          if (entity !== undefined) begun.push(planned.id);
          return entity;
        },
        end: ({ id }) => ended.push(id),
        placeOf: () => undefined,
      },
    });
    return { desk, begun, ended };
  }

  it("lets each happen once, in its time, and tells its state", () => {
    const { desk, begun, ended } = deskOf();
    for (let time = morning; time <= morning + 3 * HOUR; time += 500) desk.step(time);
    const list = desk.list();
    expect(begun).toEqual([...new Set(begun)]);
    expect(begun.length).toBeGreaterThanOrEqual(6);
    for (const { id, state, from, to, entity } of list) {
      const now = morning + 3 * HOUR;
      if (from > now) expect(state).toBe("planned");
      else if (to <= now && from > morning) {
        expect(state).toBe("over");
        expect(begun).toContain(id);
        expect(ended).toContain(id);
      } else if (to > now) expect({ state, entity }).toEqual({ state: "active", entity: "it" });
    }
    const told = list.find(({ at }) => at !== undefined);
    expect(told?.at?.longitude).toBeCloseTo(139.9, 1);
  });

  it("ends one that is switched off under way, and begins it when it is switched on again", () => {
    const { desk, begun, ended } = deskOf();
    desk.step(morning);
    let time = morning;
    for (; !desk.list().some(({ state }) => state === "active"); time += 500) desk.step(time);
    const [id = ""] = begun;
    expect(desk.enable(id, false)).toMatchObject({ id, enabled: false, state: "off" });
    expect(ended).toEqual([id]);
    desk.step(time);
    expect(begun).toHaveLength(1);
    expect(desk.enable(id, true)).toMatchObject({ enabled: true, state: "active" });
    expect(begun).toEqual([id, id]);
    expect(desk.enable("no such", true)).toBeUndefined();
  });

  it("leaves out the one that is switched off before its time, and only that one", () => {
    const { desk, begun } = deskOf();
    desk.step(morning);
    const [next, after] = desk.list().filter(({ state }) => state === "planned");
    desk.enable(next?.id ?? "", false);
    for (let time = morning; time <= (after?.from ?? 0) + MINUTE; time += 500) desk.step(time);
    expect(begun).not.toContain(next?.id);
    expect(begun).toContain(after?.id);
  });

  it("tries again what cannot begin yet", () => {
    let ready = false;
    const { desk, begun } = deskOf(() => (ready ? "it" : undefined));
    let time = morning;
    for (; time < morning + 40 * MINUTE; time += 500) desk.step(time);
    expect(begun).toEqual([]);
    ready = true;
    const due = desk.list().filter(({ from, to }) => from <= time && to > time);
    desk.step(time);
    expect(begun).toEqual(due.map(({ id }) => id));
  });
});
