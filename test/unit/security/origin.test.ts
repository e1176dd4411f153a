import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { isLoopback, OriginCheck } from "../../../server/security/origin.ts";

const HERE = { allowOrigins: [], allowHosts: [], loopback: true };
const NETWORK = { allowOrigins: [], allowHosts: [], loopback: false };

function request(method: string, headers: { host?: string; origin?: string }): IncomingMessage {
  return { method, headers } as IncomingMessage;
}

type Row = [
  what: string,
  options: typeof HERE | { allowOrigins: string[]; allowHosts: string[]; loopback: boolean },
  headers: { host?: string; origin?: string },
  code: string | undefined,
];

const ROWS: Row[] = [
  ["a program without Origin", HERE, { host: "localhost:8080" }, undefined],
  ["our own page", HERE, { host: "localhost:8080", origin: "http://localhost:8080" }, undefined],
  [
    "our own page by number",
    HERE,
    { host: "127.0.0.1:8080", origin: "http://127.0.0.1:8080" },
    undefined,
  ],
  ["our own page by IPv6", HERE, { host: "[::1]:8080", origin: "http://[::1]:8080" }, undefined],
  [
    "another site",
    HERE,
    { host: "localhost:8080", origin: "https://evil.example" },
    "security/origin",
  ],
  [
    "another port",
    HERE,
    { host: "localhost:8080", origin: "http://localhost:3000" },
    "security/origin",
  ],
  ["a sandboxed page", HERE, { host: "localhost:8080", origin: "null" }, "security/origin"],
  [
    "nonsense",
    HERE,
    { host: "localhost:8080", origin: "http://localhost:8080@evil" },
    "security/origin",
  ],
  [
    "a longer name",
    HERE,
    { host: "localhost", origin: "http://localhost.evil.example" },
    "security/origin",
  ],
  [
    "an origin with a path",
    HERE,
    { host: "localhost", origin: "http://localhost/x" },
    "security/origin",
  ],
  [
    "DNS rebinding",
    HERE,
    { host: "evil.example:8080", origin: "http://evil.example:8080" },
    "security/host",
  ],
  ["no Host", HERE, {}, "security/host"],
  ["a Host that is no name", HERE, { host: "a b" }, "security/host"],
  ["loopback look-alike", HERE, { host: "127.0.0.1.evil.example" }, "security/host"],
  [
    "any name on the network",
    NETWORK,
    { host: "city.example", origin: "http://city.example" },
    undefined,
  ],
  [
    "another site there",
    NETWORK,
    { host: "city.example", origin: "http://evil.example" },
    "security/origin",
  ],
  [
    "TLS ended by a proxy",
    NETWORK,
    { host: "city.example", origin: "https://city.example" },
    undefined,
  ],
  [
    "a site allowed by name",
    { ...HERE, allowOrigins: ["https://friend.example"] },
    { host: "localhost:8080", origin: "https://friend.example" },
    undefined,
  ],
  [
    "its other scheme",
    { ...HERE, allowOrigins: ["https://friend.example"] },
    { host: "localhost:8080", origin: "http://friend.example" },
    "security/origin",
  ],
  [
    "a host allowed by name",
    { ...HERE, allowHosts: ["City.example"] },
    { host: "city.example:80" },
    undefined,
  ],
  [
    "one not allowed",
    { ...NETWORK, allowHosts: ["city.example"] },
    { host: "other.example" },
    "security/host",
  ],
];

describe("OriginCheck", () => {
  it.each(ROWS)("%s", (_what, options, headers, code) => {
    const check = new OriginCheck(options);
    expect(check.request(request("POST", headers))?.code).toBe(code);
    expect(check.handshake(request("GET", headers))?.code).toBe(code);
  });

  it("lets other sites read nothing more than what a link shows: GET is not judged by origin", () => {
    const check = new OriginCheck(HERE);
    const headers = { host: "localhost:8080", origin: "https://evil.example" };
    expect(check.request(request("GET", headers))).toBeUndefined();
    expect(check.allows("https://evil.example")).toBe(false);
  });

  it("says what was seen and which option allows it, without control characters", () => {
    const refusal = new OriginCheck(HERE).request(
      request("POST", { host: "localhost:8080", origin: "https://evil.example\r\nx: y" }),
    );
    expect(refusal?.message).toContain('"https://evil.example??x:?y"');
    expect(refusal?.tip).toContain("--allow-origin");
  });
});

describe("isLoopback", () => {
  it.each(["localhost", "127.0.0.1", "127.8.9.1", "::1", "[::1]", "a.localhost", "LOCALHOST"])(
    "%s is this machine",
    (host) => expect(isLoopback(host)).toBe(true),
  );
  it.each(["0.0.0.0", "::", "192.168.0.1", "localhost.example", "127.example", ""])(
    "%s is not",
    (host) => expect(isLoopback(host)).toBe(false),
  );
});
