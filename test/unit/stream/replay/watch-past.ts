import type { Limits } from "../../../../server/security/limits.ts";
import type { Accepted } from "../../../../shared/observation.ts";
import { statement } from "../../state/statement.ts";
import { KeptPast } from "./kept-past.ts";
import { PastWork, WORLD } from "./past-page.ts";

/** The first moment of which something is kept. */
export const T = Date.UTC(2026, 10, 20, 8, 0, 0);
export const MINUTE = 60_000;
const DAY = 86_400_000;

/** Somebody who drives east, 0.00001 degrees a second. */
export function drive(id: string, from: number, to: number, every = 1000): Accepted[] {
  const rows: Accepted[] = [];
  for (let at = from; at <= to; at += every) {
    const position = { longitude: 140 + (at - T) / 1e8, latitude: 35 };
    const values = new Map([["speed", (at - T) / 1000]]);
    rows.push(statement(id, at, { entity: { kind: "vehicle" }, position, values }));
  }
  return rows;
}

/** One page that looks at all of a past. */
export function watch(rows: readonly Accepted[], limits: Partial<Limits> = {}, now = T + DAY) {
  const past = new KeptPast(rows);
  const work = new PastWork(past, now, limits);
  work.work.take({ type: "look", page: 1, interest: WORLD });
  const page = work.page();
  const go = async (at: number | undefined, rate = 0) => {
    work.work.take({ type: "go", page: 1, at, rate });
    await work.settle();
  };
  /** Longitudes by id, and the newest value. */
  const picture = () =>
    Object.fromEntries(
      [...page.model.entities].map(([handle, { longitude, values, observedAt }]) => [
        page.model.roster.get(handle)?.[1],
        [Math.round((longitude - 140) * 1e5) + 0, values.get("speed"), (observedAt - T) / 1000],
      ]),
    );
  const asked = (name: string) => past.put.filter((put) => put.name === name);
  return { past, work, page, go, picture, asked };
}
