import { setTimeout as wait } from "node:timers/promises";
import mqtt, { type MqttClient } from "mqtt";
import type { Receipt } from "../../../shared/observation.ts";
import type { Posted } from "../past-model.ts";
import type { SentLog } from "./sent-log.ts";

/** Milliseconds until what was not acknowledged is sent again. */
const PAUSE = 30;

interface Options {
  readonly log: SentLog;
  readonly url: string;
  readonly mqttPort: number;
  /** Codes of refusals that are no answer to what was wrong with an observation. */
  readonly onRefused?: (code: string) => void;
}

/** Feeds over HTTP and MQTT at QoS 1, that send again and again what is not acknowledged, whoever answers. */
export class InsistentSenders {
  readonly #options: Options;
  readonly #working: Promise<void>[] = [];
  readonly #clients: MqttClient[] = [];
  readonly #abort = new AbortController();
  #open = Promise.withResolvers<void>();
  #paused = true;

  constructor(options: Options) {
    this.#options = options;
  }

  start({ http, mqtt: overMqtt }: { http: number; mqtt: number }): void {
    for (let i = 0; i < http; i++)
      this.#working.push(this.#post(`http${i}`, [1, 40, 300][i % 3] ?? 1));
    for (let i = 0; i < overMqtt; i++) this.#working.push(this.#publish(`mqtt${i}`, 1 + 19 * i));
  }

  /** Nothing new is sent until `resume`; what is under way goes on. */
  pause(): void {
    this.#paused = true;
    this.#open = Promise.withResolvers();
  }

  resume(): void {
    this.#paused = false;
    this.#open.resolve();
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    this.resume();
    for (const client of this.#clients) client.end(true);
    await Promise.all(this.#working);
  }

  async #post(name: string, size: number): Promise<void> {
    const { log } = this.#options;
    while (await this.#goesOn()) {
      const batch = log.invent(name, size);
      const lines = size % 2 === 0;
      while (!(await this.#posted(batch, lines))) {
        if (this.#abort.signal.aborted) return;
        await wait(PAUSE);
        await this.#goesOn();
      }
      log.acknowledge(batch);
      await wait(5);
    }
  }

  async #posted(batch: readonly Posted[], lines: boolean): Promise<boolean> {
    try {
      const response = await fetch(`${this.#options.url}/api/observations`, {
        method: "POST",
        headers: { "content-type": lines ? "application/x-ndjson" : "application/json" },
        body: lines ? batch.map((each) => JSON.stringify(each)).join("\n") : JSON.stringify(batch),
        signal: this.#abort.signal,
      });
      const answer = (await response.json()) as Receipt & { code?: string };
      if (!response.ok) {
        this.#options.onRefused?.(`${response.status} ${answer.code}`);
        return false;
      }
      for (const { code } of answer.refused)
        if (code !== "gate/duplicate") this.#options.onRefused?.(code);
      return answer.refused.every(({ code }) => code === "gate/duplicate");
    } catch {
      return false;
    }
  }

  async #publish(name: string, size: number): Promise<void> {
    const { log, mqttPort } = this.#options;
    const client = mqtt.connect(`mqtt://127.0.0.1:${mqttPort}`, {
      ...{ clientId: name, clean: true, reconnectPeriod: PAUSE, connectTimeout: 5_000 },
    });
    client.on("error", () => undefined);
    this.#clients.push(client);
    while (await this.#goesOn()) {
      const several = Array.from({ length: 5 }, () => log.invent(name, size));
      const sent = several.map(async (batch) => {
        const text = JSON.stringify(batch.length === 1 ? batch[0] : batch);
        await client.publishAsync(`machinami/observations/${name}`, text, { qos: 1 });
        log.acknowledge(batch);
      });
      await Promise.race([Promise.all(sent).catch(() => undefined), this.#ended()]);
    }
  }

  #ended(): Promise<void> {
    const { signal } = this.#abort;
    return new Promise((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
  }

  async #goesOn(): Promise<boolean> {
    if (this.#paused) await this.#open.promise;
    return !this.#abort.signal.aborted;
  }
}
