import type { Polygon } from "geojson";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Answers } from "../../../client/twin/answers.ts";
import { Link } from "../../../client/twin/link.ts";
import { Store } from "../../../client/twin/store.ts";
import { isProblem, type Problem } from "../../../shared/problem.ts";
import { freePort } from "../../support/free-port.ts";
import { type StartedServer, startServer } from "../../support/start-server.ts";
import { sendObservations } from "../../support/still-map.ts";

const PATIENCE = 20_000;

let port: number;
let server: StartedServer;
let links: Link[];

beforeEach(async () => {
  port = await freePort();
  server = await startServer({ mqtt: false, port });
  links = [];
});
afterEach(async () => {
  for (const link of links) link.close();
  await server.kill();
});

/** A page's end of the line. */
function page(): { link: Link; answers: Answers } {
  const answers = new Answers({ url: server.url });
  const link = new Link({ store: new Store(), answers, url: server.url });
  links.push(link);
  return { link, answers };
}

const until = (condition: () => boolean) =>
  vi.waitFor(() => expect(condition()).toBe(true), { timeout: PATIENCE, interval: 20 });

function feature(name: string, longitude = 140) {
  const [w, s, e, n] = [longitude, 35, longitude + 0.01, 35.01];
  const geometry: Polygon = {
    type: "Polygon",
    coordinates: [
      [
        [w, s],
        [e, s],
        [e, n],
        [w, n],
        [w, s],
      ],
    ],
  };
  return { type: "Feature" as const, properties: { name }, geometry };
}

function good<T>(outcome: T | Problem): T {
  if (isProblem(outcome)) throw new Error(outcome.message);
  return outcome as T;
}

/** Names and totals of the regions that a page knows. */
function known(answers: Answers): string[] {
  const regions = answers.regions.value;
  if (regions.state !== "ready") return [regions.state];
  return regions.data.features.map(({ properties, live }) => `${properties.name} ${live?.total}`);
}

let moment = Date.now() - 3_600_000;
async function put(id: string, longitude: number): Promise<void> {
  moment += 60_000;
  const observedAt = new Date(moment).toISOString();
  const position = { longitude, latitude: 35.005 };
  await sendObservations(server.url, [{ entity: { id, kind: "vehicle" }, observedAt, position }]);
}

describe("the answers of a page", () => {
  it("follow what any page does with regions, and who moves in them", async () => {
    const [one, two] = [page(), page()];
    expect(one.answers.regions.value).toEqual({ state: "loading" });
    await until(() => known(two.answers).length === 0 && known(one.answers).length === 0);
    await until(() => one.answers.districts.value.state === "ready");
    const { id } = good(await one.answers.create(feature("a")));
    good(await two.answers.create(feature("b", 140.1)));
    for (const { answers } of [one, two]) await until(() => known(answers).join() === "a 0,b 0");
    await put("car", 140.005);
    for (const { answers } of [one, two]) await until(() => known(answers).join() === "a 1,b 0");
    good(await two.answers.replace(id, feature("c")));
    await until(() => known(one.answers).join() === "c 1,b 0");
    expect(good(await one.answers.remove(id))).toMatchObject({ id, properties: { name: "c" } });
    await until(() => known(two.answers).join() === "b 0");
    expect(await one.answers.remove(id)).toMatchObject({ code: "http/no-region" });
    expect(await one.answers.create(feature(""))).toMatchObject({ code: "region/name" });
  });

  it("have the crossings as they happen, newest first, and those of before they came", async () => {
    const one = page();
    await until(() => one.answers.regions.value.state === "ready");
    good(await one.answers.create(feature("a")));
    for (const longitude of [139.99, 140.005, 139.99]) await put("car", longitude);
    const told = (answers: Answers) =>
      answers.crossings.value.map(({ sequence, type }) => `${sequence} ${type}`).join();
    await until(() => told(one.answers) === "2 leave,1 enter");
    const late = page();
    await until(() => told(late.answers) === "2 leave,1 enter");
    await until(() => late.answers.news.value?.lastCrossing === 2);
  });

  it("begin anew with another server, and keep what they knew while there is none", async () => {
    const { answers, link } = page();
    await until(() => answers.regions.value.state === "ready" && answers.news.value !== undefined);
    good(await answers.create(feature("a")));
    await put("car", 140.005);
    await until(() => known(answers).join() === "a 1" && answers.crossings.value.length === 1);
    await server.kill();
    await until(() => link.status.value.state === "reconnecting");
    expect(known(answers)).toEqual(["a 1"]);
    expect(await answers.search("car", new AbortController().signal)).toMatchObject({
      code: "answers/unreachable",
    });
    server = await startServer({ mqtt: false, port });
    await until(() => known(answers).length === 0 && answers.crossings.value.length === 0);
    await until(() => (answers.news.value?.census.length ?? 1) === 0);
  });

  it("search, and let a search be given up", async () => {
    const { answers } = page();
    await put("Ｃａｒ:7", 140);
    const { signal } = new AbortController();
    expect(await answers.search("car:7", signal, { types: ["entity"], limit: 3 })).toMatchObject({
      found: [{ type: "entity", id: "Ｃａｒ:7", kind: "vehicle" }],
      matched: { entity: 1 },
    });
    expect(await answers.search("", signal)).toMatchObject({ code: "http/bad-query" });
    expect(await answers.search("car", AbortSignal.abort())).toMatchObject({
      code: "answers/given-up",
    });
  });
});

describe("pages that share a view", () => {
  it("hear one another, and the last word after a reconnect", async () => {
    const [one, two] = [page().link, page().link];
    one.join("wall");
    two.join("wall");
    await until(() => one.status.value.state === "live" && two.status.value.state === "live");
    one.share("first");
    await until(() => two.shared.value?.text === "first");
    expect(one.shared.value).toBeUndefined();
    const late = page().link;
    late.join("wall");
    await until(() => late.shared.value?.text === "first");
    late.join(undefined);
    expect(late.shared.value).toBeUndefined();
    await server.kill();
    await until(() => two.status.value.state === "reconnecting");
    server = await startServer({ mqtt: false, port });
    await until(() => one.status.value.state === "live" && two.status.value.state === "live");
    two.share("second");
    await until(() => one.shared.value?.text === "second");
    expect(two.problems.value).toEqual([]);
  });
});
