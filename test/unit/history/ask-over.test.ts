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
