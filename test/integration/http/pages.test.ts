import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ServedApp, serveApp } from "../../support/serve-app.ts";

let built: ServedApp;
let bare: ServedApp;
let folder = "";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "machinami-pages-"));
  mkdirSync(join(folder, "control"));
  mkdirSync(join(folder, "home"));
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "control", "index.html"), "<title>control</title>");
  writeFileSync(join(folder, "home", "index.html"), "<title>home</title>");
  writeFileSync(join(folder, "assets", "main-abc.js"), "1;".repeat(2_000));
  writeFileSync(join(folder, "icon.svg"), "<svg/>");
  built = await serveApp({ clientFolder: folder });
  bare = await serveApp({ clientFolder: join(folder, "nothing") });
});
afterAll(async () => {
  await built.stop();
  await bare.stop();
  rmSync(folder, { recursive: true });
});

describe("pages", () => {
  it("begin at / with the start page", async () => {
    const answer = await fetch(built.url, { redirect: "manual" });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("no-cache");
    expect(await answer.text()).toContain("home");
  });

  it("have an icon where browsers look for one by themselves", async () => {
    const answer = await fetch(`${built.url}/favicon.ico`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toContain("image/svg+xml");
  });

  it.each(["/control", "/control/"])(
    "gives the page at %s, to be asked for again each time",
    async (path) => {
      const answer = await fetch(built.url + path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
      expect(answer.headers.get("cache-control")).toBe("no-cache");
      expect(await answer.text()).toContain("control");
    },
  );

  it("gives hashed files for ever, packed, and others with a tag", async () => {
    const script = await fetch(`${built.url}/assets/main-abc.js`);
    expect(script.headers.get("cache-control")).toContain("immutable");
    expect(script.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(script.headers.get("content-encoding")).toBe("gzip");
    expect((await script.text()).length).toBe(4_000);
    const icon = await fetch(`${built.url}/icon.svg`);
    expect(icon.headers.get("cache-control")).toBe("no-cache");
    expect(icon.headers.get("etag")).not.toBeNull();
  });

  it("answers 404 with a problem where there is no file", async () => {
    for (const path of ["/assets/gone.js", "/plan", "/%E0%A4%A", "/control/../../etc/passwd"]) {
      const answer = await fetch(built.url + path);
      expect(answer.status).toBe(404);
      expect((await answer.json()).code).toBe("http/not-found");
    }
  });

  it("says so where nothing is built", async () => {
    for (const path of ["/control", "/"]) {
      const answer = await fetch(bare.url + path);
      expect(answer.status).toBe(503);
      expect(await answer.text()).toContain("npm start");
    }
    expect((await fetch(`${bare.url}/healthz`)).status).toBe(200);
  });
});
