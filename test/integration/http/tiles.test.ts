import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openCity } from "../../../server/http/served-city.ts";
import { isProblem } from "../../../shared/problem.ts";
import { rawRequest } from "../../support/raw-request.ts";
import { type ServedApp, serveApp } from "../../support/serve-app.ts";

const CONTENT = Buffer.from(Array.from({ length: 1_000 }, (_, i) => i % 251));
const REGION = [2.4455, 0.6213, 2.4458, 0.6215, 30, 90];
const TILESET = {
  asset: { version: "1.1", extras: { copyright: "City of Somewhere" } },
  padding: "x".repeat(3_000),
  root: { boundingVolume: { region: REGION }, geometricError: 100, content: { uri: "a.b3dm" } },
};

let app: ServedApp;
let folder = "";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "machinami-tiles-"));
  const city = join(folder, "Old Town");
  mkdirSync(join(city, "data", ".git"), { recursive: true });
  writeFileSync(join(folder, "secret.txt"), "secret");
  mkdirSync(join(folder, "Old Town 2"));
  writeFileSync(join(folder, "Old Town 2", "secret.txt"), "secret");
  writeFileSync(join(city, "tileset.json"), JSON.stringify(TILESET));
  writeFileSync(join(city, "a.b3dm"), CONTENT);
  writeFileSync(join(city, "data", "b.glb"), CONTENT);
  writeFileSync(join(city, "data", "c d%.subtree"), CONTENT);
  writeFileSync(join(city, "packed.b3dm"), gzipSync(CONTENT));
  writeFileSync(join(city, "empty.b3dm"), "");
  writeFileSync(join(city, ".env"), "secret");
  writeFileSync(join(city, "data", ".git", "config"), "secret");
  symlinkSync(join(folder, "secret.txt"), join(city, "link.b3dm"));
  symlinkSync(folder, join(city, "up"));
  symlinkSync("a.b3dm", join(city, "inside.b3dm"));
  symlinkSync("round", join(city, "round"));
  const served = await openCity(city);
  if (isProblem(served)) throw new Error(served.message);
  app = await serveApp({ cities: [served] });
});

afterAll(async () => {
  await app.stop();
  rmSync(folder, { recursive: true });
});

const tile = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  fetch(`${app.url}/tiles/old-town/${path}`, { headers, method });

/** `fetch` unpacks what comes packed, and asks past all caches where it has a tag; this does neither. */
function plainly(path: string, headers: Record<string, string>) {
  return new Promise<{
    status: number | undefined;
    encoding: string | undefined;
    body: Buffer;
    tag: string | undefined;
  }>((resolve, reject) => {
    const asked = request(`${app.url}/tiles/old-town/${path}`, { headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk) => chunks.push(chunk));
      answer.on("end", () =>
        resolve({
          status: answer.statusCode,
          encoding: answer.headers["content-encoding"],
          body: Buffer.concat(chunks),
          tag: answer.headers.etag,
        }),
      );
    });
    asked.on("error", reject);
    asked.end();
  });
}

describe("/tiles/{city}/…", () => {
  it.each([
    ["a.b3dm", "application/octet-stream"],
    ["data/b.glb", "model/gltf-binary"],
    ["data/c%20d%25.subtree", "application/octet-stream"],
    ["inside.b3dm", "application/octet-stream"],
  ])("gives %s with its type", async (path, type) => {
    const answer = await tile(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe(type);
    expect(answer.headers.get("cache-control")).toBe("no-cache");
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(CONTENT);
  });

  it("gives an empty file, and a head without a body", async () => {
    const empty = await tile("empty.b3dm");
    expect([empty.status, (await empty.arrayBuffer()).byteLength]).toEqual([200, 0]);
    const head = await tile("a.b3dm", {}, "HEAD");
    expect(head.headers.get("content-length")).toBe("1000");
    expect((await head.arrayBuffer()).byteLength).toBe(0);
  });

  it.each([
    ["bytes=0-9", 206, "bytes 0-9/1000", CONTENT.subarray(0, 10)],
    ["bytes=990-", 206, "bytes 990-999/1000", CONTENT.subarray(990)],
    ["bytes=-5", 206, "bytes 995-999/1000", CONTENT.subarray(995)],
    ["bytes=990-2000", 206, "bytes 990-999/1000", CONTENT.subarray(990)],
    ["bytes=nonsense", 200, null, CONTENT],
  ])("answers the range %s", async (Range, status, range, bytes) => {
    const answer = await tile("a.b3dm", { Range });
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-range")).toBe(range);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from(bytes));
  });

  it("answers 416 for a range outside the file", async () => {
    const answer = await tile("a.b3dm", { Range: "bytes=1000-" });
    expect(answer.status).toBe(416);
    expect(answer.headers.get("content-range")).toBe("bytes */1000");
    expect(answer.headers.get("content-type")).toContain("problem+json");
    expect(answer.headers.get("etag")).toBeNull();
  });

  it("answers 304 while the file is the same, and a range only of the file that was meant", async () => {
    const tag = (await tile("data/b.glb")).headers.get("etag") ?? "";
    expect(tag).toMatch(/^"[^"]+"$/);
    expect((await plainly("data/b.glb", { "If-None-Match": tag })).status).toBe(304);
    const part = { Range: "bytes=0-1", "If-Range": tag };
    expect((await tile("data/b.glb", part)).status).toBe(206);
    const path = join(folder, "Old Town", "data", "b.glb");
    utimesSync(path, new Date(), new Date(Date.now() + 5_000));
    expect((await plainly("data/b.glb", { "If-None-Match": tag })).status).toBe(200);
    expect((await tile("data/b.glb", part)).status).toBe(200);
  });

  it("packs JSON for who understands it, under its own tag", async () => {
    const asked = await plainly("tileset.json", { "Accept-Encoding": "gzip" });
    expect(asked.encoding).toBe("gzip");
    expect(JSON.parse(gunzipSync(asked.body).toString())).toEqual(TILESET);
    const plain = await plainly("tileset.json", { "Accept-Encoding": "identity" });
    expect(plain.encoding).toBeUndefined();
    expect(JSON.parse(plain.body.toString())).toEqual(TILESET);
    expect(plain.tag).not.toBe(asked.tag);
    const again = await plainly("tileset.json", {
      "If-None-Match": asked.tag ?? "",
      "Accept-Encoding": "gzip",
    });
    expect(again.status).toBe(304);
  });

  it("gives a file that is gzip under another name so that a browser unpacks it", async () => {
    const asked = await plainly("packed.b3dm", { "Accept-Encoding": "gzip" });
    expect(asked.encoding).toBe("gzip");
    expect(gunzipSync(asked.body)).toEqual(CONTENT);
    const plain = await plainly("packed.b3dm", { "Accept-Encoding": "identity" });
    expect(plain.encoding).toBeUndefined();
    expect(plain.body).toEqual(CONTENT);
  });

  it("describes the city where its folder does not", async () => {
    const { cities } = await (await fetch(`${app.url}/api/cities`)).json();
    expect(cities).toEqual([
      {
        id: "old-town",
        name: { en: "Old Town", ja: "Old Town" },
        url: "/tiles/old-town/city.json",
      },
    ]);
    const city = await (await fetch(app.url + cities[0].url)).json();
    expect(city).toMatchObject({
      id: "old-town",
      tilesets: ["tileset.json"],
      ground: { height: 30, method: expect.stringContaining("leaf tile") },
      attribution: ["City of Somewhere"],
    });
    expect(city.bounds[0]).toBeCloseTo(140.1168, 3);
  });
});

describe("/tiles/{city}/… has no way out of its folder", () => {
  it.each([
    ["dot-dot", "../secret.txt"],
    ["dot-dot after a folder", "data/../../secret.txt"],
    ["dot-dot, percent-encoded", "%2e%2e/secret.txt"],
    ["dot-dot and slash, percent-encoded", "..%2fsecret.txt"],
    ["dot-dot, encoded twice", "%252e%252e%252fsecret.txt"],
    ["backslash", "..\\secret.txt"],
    ["backslash, percent-encoded", "..%5csecret.txt"],
    ["overlong UTF-8", "%c0%ae%c0%ae/secret.txt"],
    ["absolute path", "/etc/passwd"],
    ["absolute path, percent-encoded", "%2fetc%2fpasswd"],
    ["a sibling whose name begins alike", "../Old%20Town%202/secret.txt"],
    ["link to a file outside", "link.b3dm"],
    ["link to a folder outside", "up/secret.txt"],
    ["link in a circle", "round"],
    ["NUL byte", "a.b3dm%00.json"],
    ["hidden file", ".env"],
    ["hidden folder", "data/.git/config"],
    ["the folder itself", ""],
    ["a folder", "data"],
    ["a file as a folder", "a.b3dm/x"],
    ["an endless name", "x".repeat(4_000)],
    ["another scheme", "file:///etc/passwd"],
  ])("%s", async (_attack, path) => {
    const answer = await rawRequest(
      app.port,
      `GET /tiles/old-town/${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 (404|400) /);
    expect(answer).not.toMatch(/\r\n\r\n(.*\n)*(secret|root:)/);
    expect(app.failures).toEqual([]);
  });

  it("another city, and the city's name as a way up", async () => {
    for (const path of [
      "/tiles/other/tileset.json",
      "/tiles/%2e%2e/secret.txt",
      "/tiles/__proto__/x",
    ]) {
      expect((await fetch(app.url + path)).status).toBe(404);
    }
  });
});

describe("openCity", () => {
  it("describes a folder that does not, but never passes over a city.json that cannot be read", async () => {
    const city = join(folder, "Closed");
    mkdirSync(join(city, "city.json"), { recursive: true });
    writeFileSync(join(city, "tileset.json"), JSON.stringify(TILESET));
    expect(await openCity(city)).toMatchObject({
      code: "city/unreadable",
      message: expect.stringMatching(/city\.json cannot be read \(EISDIR\)/),
    });
    rmSync(join(city, "city.json"), { recursive: true });
    expect(await openCity(city)).toMatchObject({ id: "closed", described: false });
  });
});
