import { setTimeout as wait } from "node:timers/promises";
import { MessageChannel } from "node:worker_threads";
import { expect, it } from "vitest";
import { answerOver, askOver } from "../../../server/state/history/ask-over.ts";
import type { Ask } from "../../../server/state/history/questions.ts";

it("gives up what was asked over a port that is closed", async () => {
  const { port1, port2 } = new MessageChannel();
  const signals: (AbortSignal | undefined)[] = [];
  const never = ((_name: string, _question: unknown, signal?: AbortSignal) => {
    signals.push(signal);
    return new Promise(() => undefined);
  }) as unknown as Ask;
  answerOver(port1, never);
  const asked = askOver(port2)("as-of", { at: 0 });
  while (signals.length === 0) await wait(1);
  port2.close();
  expect(await asked).toMatchObject({ code: "history/unavailable" });
  while (signals[0]?.aborted !== true) await wait(1);
});

it("hands over what was written without a copy, and nothing that lies with others", async () => {
  const { port1, port2 } = new MessageChannel();
  const own = new TextEncoder().encode("written for one");
  const pooled = Buffer.from("in a pool");
  expect(pooled.buffer.byteLength).toBeGreaterThan(pooled.length);
  const told = [own, pooled].map((bytes) => ({ bytes, entities: 0 }));
  answerOver(port1, (async () => told.shift()) as unknown as Ask);
  const ask = askOver(port2);
  const texts: string[] = [];
  for (let question = 0; question < 2; question++) {
    const answer = await ask("as-of-bytes", { at: 0, format: "geojson" });
    texts.push(Buffer.from((answer as { bytes: Uint8Array }).bytes).toString());
  }
  expect(texts).toEqual(["written for one", "in a pool"]);
  expect(own.length).toBe(0);
  expect(pooled.toString()).toBe("in a pool");
  port2.close();
});
