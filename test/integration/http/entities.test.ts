import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ServedApp, serveApp } from "../../support/serve-app.ts";

let app: ServedApp;

beforeAll(async () => {
  app = await serveApp();
  const observedAt = new Date().toISOString();
  const at = (id: string, kind: string, longitude: number, latitude: number) => ({
    entity: { id, kind },
    observedAt,
    position: { longitude, latitude },
  });
  const records = [
    at("bus:1", "transit", 140.1, 35.6),
    at("bus:2", "transit", 140.2, 35.6),
    at("car/1 ?#%", "vehicle", 140.1, 35.7),
    at("ship:west", "vessel", -179.9, 0),
    at("ship:east", "vessel", 179.9, 0),
  ];
  await fetch(`${app.url}/api/observations`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(records),
  });
});
afterAll(() => app.stop());

async function list(query: string) {
  const answer = await fetch(`${app.url}/api/entities${query}`);
  return { status: answer.status, body: await answer.json() };
}

describe("GET /api/entities", () => {
  it.each([
    ["", ["bus:1", "bus:2", "car/1 ?#%", "ship:east", "ship:west"]],
    ["?bbox=140.05,35.55,140.15,35.65", ["bus:1"]],
    ["?bbox=179,-1,-179,1", ["ship:east", "ship:west"]],
    ["?kind=vehicle", ["car/1 ?#%"]],
    ["?kind=vehicle&bbox=&limit=", ["car/1 ?#%"]],
    ["?kind=vehicle&kind=vessel", ["car/1 ?#%", "ship:east", "ship:west"]],
    ["?kind=vehicle,transit&bbox=140,35,141,36", ["bus:1", "bus:2", "car/1 ?#%"]],
    ["?kind=drone", []],
  ])("answers %j", async (query, ids) => {
    const { status, body } = await list(query);
    expect(status).toBe(200);
    expect(body.entities.map((entity: { id: string }) => entity.id).sort()).toEqual(ids);
    expect(body.matched).toBe(ids.length);
    expect(body.limit).toBe(1_000);
  });

  it("gives at most the limit and says how many there are", async () => {
    const { body } = await list("?limit=2");
    expect(body.entities).toHaveLength(2);
    expect(body).toMatchObject({ matched: 5, limit: 2 });
  });

  it.each([
    ["?bbox=1,2,3", /bbox "1,2,3"/],
    ["?bbox=1,2,3,x", /bbox/],
    ["?bbox=1,2,3,", /bbox/],
    ["?bbox=0,50,1,40", /bbox/],
    ["?bbox=-181,0,1,1", /bbox/],
    ["?bbox=0,0,1,1&bbox=0,0,1,1", /bbox/],
    ["?kind=tram", /no kind "tram"/],
    ["?limit=0", /1 to 20000 \(entitiesMost\)/],
    ["?limit=20001", /1 to 20000/],
    ["?limit=1e3", /1 to 20000/],
    ["?kinds=transit", /no parameter "kinds"/],
    ["?__proto__=1", /no parameter "__proto__"/],
  ])("refuses %s", async (query, message) => {
    const { status, body } = await list(query);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: "http/bad-query", detail: expect.stringMatching(message) });
    expect(body.tip.length).toBeGreaterThan(10);
  });
});

describe("GET /api/entities/{id}", () => {
  it("answers one, whatever characters its id has", async () => {
    const answer = await fetch(`${app.url}/api/entities/${encodeURIComponent("car/1 ?#%")}`);
    expect(await answer.json()).toMatchObject({ id: "car/1 ?#%", kind: "vehicle" });
  });

  it.each(["nobody", "__proto__", "constructor", "x".repeat(5_000)])(
    "answers 404 for %.20s",
    async (id) => {
      const answer = await fetch(`${app.url}/api/entities/${id}`);
      expect(answer.status).toBe(404);
      expect(answer.headers.get("content-type")).toContain("application/problem+json");
      expect((await answer.json()).code).toBe("http/no-entity");
    },
  );

  it("answers 400 for an id that is not percent-encoding, and is not shaken", async () => {
    const answer = await fetch(`${app.url}/api/entities/%E0%A4%A`);
    expect(answer.status).toBe(400);
    expect(app.failures).toEqual([]);
  });
});
