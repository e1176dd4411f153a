import { describe, expect, it } from "vitest";
import type { Interest } from "../../../shared/protocol.ts";
import { PageModel } from "../../unit/stream/page-model.ts";
import { LiveServer, next, type Page, until } from "./live-server.ts";

const HERE: Interest = { bbox: [139.9, 34.9, 140.1, 35.1], detail: "full" };
const ENTITIES = 8_000;

/** The TCP socket under a page. */
function tcp(page: Page): { pause(): void; resume(): void } {
  const engine = page.io.engine as unknown as { transport: { ws: { _socket: never } } };
  return engine.transport.ws._socket;
}

function moveAll(server: LiveServer, step: number): void {
  for (let i = 0; i < ENTITIES; i++) server.put(`e${i}`, 140 + ((i * 7 + step) % 900) / 10_000);
}

describe("a page that reads nothing", () => {
  it("[P14] [P15] is skipped, makes nothing grow, and sees the twin as it is once it reads again", async () => {
    await using server = await LiveServer.start();
    moveAll(server, 0);
    const page = server.page();
    const model = new PageModel();
    page.on("roster", (roster) => model.takeRoster(roster));
    page.on("frame", (bytes) => model.takeFrame(new Uint8Array(bytes as Uint8Array)));
    page.connect();
    await next(page, "hello");
    await page.emitWithAck("interest", HERE);
    await until("it sees all", () => model.entities.size === ENTITIES);
    tcp(page).pause();
    let step = 1;
    const frames = () => server.gateway.statistics();
    // The operating system takes some megabytes before it pushes back.
    const pushedBack = () => {
      moveAll(server, step++);
      return frames().framesSkipped > 3;
    };
    await until("it is skipped", pushedBack, 60_000);
    const before = frames();
    await until(
      "a hundred ticks pass it by",
      () => {
        moveAll(server, step++);
        return frames().framesSkipped >= before.framesSkipped + 100;
      },
      60_000,
    );
    // The system may still take one or the other; nothing is sent that waits in this process.
    expect(frames().framesSent - before.framesSent).toBeLessThan(10);
    tcp(page).resume();
    const wanted = expected(server);
    await until("it has caught up", () => pictureOf(model) === wanted, 30_000);
  }, 150_000);
});

/** Every entity's cell and handle as one text. */
function expected(server: LiveServer): string {
  const { columns } = server.twin;
  return columns.ids
    .map((id, handle) => `${id}@${columns.cells[handle]?.key}`)
    .sort()
    .join();
}

function pictureOf(model: PageModel): string {
  return [...model.entities]
    .map(([handle, { cell }]) => `${model.roster.get(handle)?.[1]}@${cell}`)
    .sort()
    .join();
}
