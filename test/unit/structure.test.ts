import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cruise } from "../run/arrows.mjs";
import { NODE } from "../support/node-path.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const ROOMS = ["client", "server", "tilesets", "shared", "test"];
const CODE = /\.(ts|tsx|mjs)$/;
const LARGEST = 16 * 1024;

const files = ROOMS.flatMap((room) =>
  readdirSync(join(ROOT, room), { recursive: true, encoding: "utf8" })
    .map((path) => `${room}/${path}`)
    .filter((path) => statSync(join(ROOT, path)).isFile() && !path.startsWith("test/fixtures/")),
);
const code = files.filter((path) => CODE.test(path));

describe("the project's structure", () => {
  it("has the agreed top level and nothing else", () => {
    const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
      cwd: ROOT,
      encoding: "utf8",
    });
    const top = new Set(
      listed
        .split("\n")
        .filter(Boolean)
        .map((path) => path.split("/")[0] ?? ""),
    );
    const agreed = [
      ...["client", "server", "tilesets", "shared", "test", "docs"],
      ...["package.json", "package-lock.json", "tsconfig.json", "vite.config.ts"],
      ...["README.md", "CHANGELOG.md", "SECURITY.md", "LICENSE"],
    ];
    expect([...top].filter((name) => !name.startsWith(".") && !agreed.includes(name))).toEqual([]);
  });

  it("names files in kebab-case and none a drawer", () => {
    const odd = code.filter((path) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)+$/.test(basename(path)));
    expect(odd).toEqual([]);
    const drawers = files.filter((path) =>
      /(^|[/-])(utils?|helpers?|managers?|misc|common)([./-]|$)/.test(path),
    );
    expect(drawers).toEqual([]);
  });

  it(`has no code file past ${LARGEST} bytes`, () => {
    expect(code.filter((path) => statSync(join(ROOT, path)).size > LARGEST)).toEqual([]);
  });

  it("never escapes from types, and leaves no note to itself", () => {
    // Put together from parts, so that this file does not find itself.
    const banned = [
      "@ts-" + "ignore",
      "@ts-" + "nocheck",
      "TO" + "DO",
      "FIX" + "ME",
      "XX" + "X",
      "it.on" + "ly",
    ];
    const found = code.flatMap((path) => {
      const text = readFileSync(join(ROOT, path), "utf8");
      return banned.filter((word) => text.includes(word)).map((word) => `${path}: ${word}`);
    });
    expect(found).toEqual([]);
  });
});

const AGAINST: [from: string, to: string, rule: string][] = [
  ["shared/a.ts", "server/b.ts", "shared-alone"],
  ["shared/a.ts", "node:fs", "shared-alone"],
  ["shared/a.ts", "cesium", "shared-alone"],
  ["client/twin/a.ts", "server/state/b.ts", "client-without-server"],
  ["client/ui/a.ts", "node:fs", "client-without-node"],
  ["server/http/a.ts", "client/ui/b.ts", "server-without-client"],
  ["server/ingest/a.ts", "server/state/b.ts", "ingest-to-shared"],
  ["server/ingest/a.ts", "server/security/origin.ts", "ingest-to-shared"],
  ["server/state/a.ts", "server/ingest/b.ts", "state-to-shared"],
  ["server/stream/a.ts", "server/ingest/b.ts", "stream-and-http-to-state"],
  ["server/http/a.ts", "server/stream/b.ts", "stream-and-http-to-state"],
  ["server/http/a.ts", "server/main.ts", "only-main-knows-the-rooms"],
  ["client/plan/a.ts", "client/control/b.ts", "pages-apart"],
  ["client/twin/a.ts", "client/ui/b.ts", "twin-without-engine-or-interface"],
  ["client/twin/a.ts", "cesium", "twin-without-engine-or-interface"],
  ["client/ui/a.ts", "client/control/b.ts", "interface-without-engine-or-page"],
  ["client/plan/a.ts", "cesium", "cesium-in-control"],
  ["server/stream/a.ts", "socket.io", "socket-io-in-the-gateway"],
  ["client/control/a.ts", "socket.io-client", "socket-io-client-in-the-link"],
  ["server/http/a.ts", "test/b.ts", "product-without-test"],
  ["tilesets/a.ts", "server/state/b.ts", "tilesets-to-shared"],
  ["server/boot/a.mjs", "server/state/b.ts", "boot-alone"],
  ["server/http/a.ts", "undeclared", "declared"],
  ["server/state/round.ts", "server/state/trip.ts", "no-cycles"],
];

const WITH: [from: string, to: string][] = [
  ["server/ingest/a.ts", "server/security/limits.ts"],
  ["server/stream/a.ts", "server/state/b.ts"],
  ["server/stream/gateway.ts", "socket.io"],
  ["client/twin/link.ts", "socket.io-client"],
  ["client/control/a.ts", "cesium"],
  ["client/control/a.ts", "client/twin/b.ts"],
  ["test/unit/a.ts", "socket.io"],
];

describe("the arrows between rooms", () => {
  const folder = mkdtempSync(join(tmpdir(), "machinami-arrows-"));
  let found: Awaited<ReturnType<typeof cruise>>;

  beforeAll(async () => {
    // The way back, so that there is a circle; it is reported once.
    plant(folder, [...AGAINST, ...WITH, ["server/state/trip.ts", "server/state/round.ts"]]);
    found = await cruise(NODE, folder);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const broken = (from: string, to: string) =>
    found.violations
      .filter(
        (violation) => violation.from === from && violation.to.includes(to.replace("node:", "")),
      )
      .map(({ rule }) => rule.name);

  it.each(AGAINST)("%s -> %s breaks %s", (from, to, rule) =>
    expect(broken(from, to)).toContain(rule),
  );
  it.each(WITH)("%s -> %s is fine", (from, to) => expect(broken(from, to)).toEqual([]));

  it("see a module that nothing imports", () => {
    expect(found.violations).toContainEqual(
      expect.objectContaining({
        from: "server/state/alone.ts",
        rule: expect.objectContaining({ name: "no-orphans" }),
      }),
    );
  });

  it("are looked at in every file there is", async () => {
    const { looked, missed } = await cruise(NODE, ROOT);
    expect(missed).toEqual([]);
    expect(looked).toBeGreaterThanOrEqual(code.length);
  });
});

/** Writes a project whose files import one another, and packages, as told. */
function plant(
  folder: string,
  imports: readonly (readonly [from: string, to: string, ...unknown[]])[],
): void {
  const write = (path: string, text: string, flag = "w") => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text, { flag });
  };
  const dependencies = { cesium: "1", "socket.io": "4", "socket.io-client": "4" };
  write("package.json", JSON.stringify({ type: "module", dependencies }));
  write("server/state/alone.ts", "export const alone = 1;\n");
  for (const [from, to] of imports) {
    const up = "../".repeat(from.split("/").length - 1);
    const local = ROOMS.includes(to.split("/")[0] ?? "");
    write(from, `import "${local ? up : ""}${to}";\n`, "a");
    if (local) write(to, "export const a = 1;\n", "a");
    else if (!to.startsWith("node:")) {
      write(
        `node_modules/${to}/package.json`,
        JSON.stringify({ name: to, version: "1.0.0", main: "index.js" }),
      );
      write(`node_modules/${to}/index.js`, "exports.a = 1;\n");
    }
  }
}
