import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Poll, type Polled, poll } from "../../../client/ui/poll.ts";

const SLOW = { timeout: 10_000 };

let server: Server;
let url: string;
let asked = 0;
let status = 200;
let polling: Poll<unknown> | undefined;

beforeEach(async () => {
  asked = 0;
  status = 200;
  vi.stubGlobal("document", { hidden: false });
  server = createServer((_request, response) => {
    asked++;
    response.writeHead(status, { "content-type": "application/json" }).end(`{"asked":${asked}}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

afterEach(async () => {
  polling?.stop();
  vi.unstubAllGlobals();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe("poll", () => {
  it("asks again and again, and keeps what it had when an answer fails", async () => {
    polling = poll({ url, every: 5, read: (body) => body });
    await vi.waitFor(() => expect(asked).toBeGreaterThan(2), SLOW);
    status = 503;
    await vi.waitFor(() => expect(polling?.current.value.state).toBe("old"), SLOW);
    expect(polling.current.value).toMatchObject({ problem: { status: 503 } });
    status = 200;
    await vi.waitFor(() => expect(polling?.current.value.state).toBe("ready"), SLOW);
  });

  it("asks no more while it is not worth it, and goes on when it is", async () => {
    status = 404;
    let back = false;
    const isWorthAsking = (last: Polled<unknown>) => last.state !== "failed" || back;
    const every = 5;
    polling = poll({ url, every, read: (body) => body, isWorthAsking });
    await vi.waitFor(() => expect(polling?.current.value.state).toBe("failed"), SLOW);
    await new Promise((resolve) => setTimeout(resolve, 20 * every));
    expect(asked).toBe(1);
    status = 200;
    back = true;
    await vi.waitFor(() => expect(polling?.current.value.state).toBe("ready"), SLOW);
  });
});
