import { connect, type IClientOptions, type MqttClient } from "mqtt";
import type { SourceStatus } from "../../shared/source-status.ts";
import { LIMITS, type Limits } from "../security/limits.ts";
import { describeSource } from "./describe-source.ts";
import { InHand } from "./in-hand.ts";
import type { Intake } from "./intake.ts";
import { TOPIC_ROOT } from "./mqtt/mqtt-topic.ts";
import { takeMessage } from "./mqtt/take-message.ts";
import { reasonOf } from "./reason-of.ts";
import type { Channel, Source } from "./source.ts";

const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;
/** Why there is no connection, while nobody has said more. */
const CLOSED = "the connection closed";

/**
 * Observations from a broker elsewhere, subscribed at QoS 1. Connects again by itself, waiting
 * longer each time. With `?clientId=NAME` in the URL the broker is asked to keep what comes while
 * we are away; without, what comes then is not seen.
 */
export class MqttClientSource implements Source {
  readonly id = "mqtt-client";
  readonly #url: string;
  readonly #place: string;
  readonly #limits: Limits;
  readonly #channel: Channel;
  readonly #inHand = new InHand();
  #client: MqttClient | undefined;
  #state: "starting" | "waiting" | "retrying" | "ended" = "starting";
  #wait = FIRST_WAIT;
  #fault = CLOSED;
  #nextTryAt = 0;

  /** Throws an Error with one clear line where `url` is not `mqtt://` or `mqtts://`. */
  constructor(options: { intake: Intake; url: string; limits?: Limits }) {
    this.#url = options.url;
    this.#place = placeOf(options.url);
    this.#limits = options.limits ?? LIMITS;
    this.#channel = options.intake.open({ id: this.id, format: "json", provenance: "live" });
  }

  /** Resolves at once: a broker that is away now is retried and shown, not a reason to stay down. */
  async start(): Promise<void> {
    const client = connect(this.#url, this.#connectOptions());
    this.#client = client;
    client.handleMessage = (packet, done) => {
      this.#take(client, packet.topic, packet.payload, done);
    };
    client.on("connect", () => this.#subscribe(client));
    client.on("error", (error) => {
      this.#fault = describe(error);
    });
    // Before mqtt.js's own listener, which sets its timer.
    client.prependListener("close", () => this.#waitLonger(client));
    client.on("reconnect", () => {
      this.#nextTryAt = 0;
    });
  }

  async stop(): Promise<void> {
    this.#state = "ended";
    await this.#client?.endAsync(true);
    await this.#inHand.ended();
  }

  status(): SourceStatus {
    return describeSource(this.#channel, {
      id: this.id,
      format: "json over mqtt",
      provenance: "live",
      state: this.#state,
      note: this.#note(),
    });
  }

  #note(): string {
    if (this.#state === "starting") return `Connecting to ${this.#place}.`;
    if (this.#state === "ended") return `Disconnected from ${this.#place}.`;
    if (this.#state === "waiting") return `Subscribed to ${TOPIC_ROOT}+ at ${this.#place}.`;
    const seconds = Math.max(0, (this.#nextTryAt - Date.now()) / 1000);
    const next = this.#nextTryAt === 0 ? "trying now" : `next try in ${seconds.toFixed(1)} s`;
    return `No connection to ${this.#place}: ${this.#fault}; ${next}.`;
  }

  #connectOptions(): IClientOptions {
    const keep = new URL(this.#url).searchParams.has("clientId");
    return {
      clean: !keep,
      reconnectPeriod: this.#wait,
      connectTimeout: 10_000,
      resubscribe: false,
    };
  }

  #subscribe(client: MqttClient): void {
    client.subscribe(`${TOPIC_ROOT}+`, { qos: 1 }, (error, granted) => {
      if (this.#state === "ended") return;
      const refused = granted?.some(({ qos }) => qos > 2) === true;
      if (error === null && !refused) {
        this.#state = "waiting";
        this.#fault = CLOSED;
        this.#wait = FIRST_WAIT;
        client.options.reconnectPeriod = FIRST_WAIT;
        return;
      }
      this.#fault = `the broker refuses a subscription to ${TOPIC_ROOT}+`;
      client.stream.destroy();
    });
  }

  /** mqtt.js waits `reconnectPeriod` after a close, and reads it anew every time. */
  #waitLonger(client: MqttClient): void {
    if (this.#state === "ended") return;
    this.#state = "retrying";
    this.#nextTryAt = Date.now() + this.#wait;
    client.options.reconnectPeriod = this.#wait;
    this.#wait = Math.min(LONGEST_WAIT, this.#wait * 2);
  }

  /** Acknowledges, and lets the next message come, only when this one was handed on. */
  #take(client: MqttClient, topic: string, payload: string | Buffer, done: () => void): void {
    const taken = this.#inHand.add(takeMessage(this.#channel, topic, payload, this.#limits));
    taken.then(
      () => done(),
      (error: unknown) => {
        // Refused and counted by the channel. Not acknowledged: connecting again has it sent again.
        this.#fault = `an observation could not be kept (${reasonOf(error)})`;
        client.stream.destroy();
      },
    );
  }
}

/** Host and port of a broker's URL: all of it that may be shown. */
function placeOf(url: string): string {
  const parsed = URL.parse(url);
  if (parsed === null || !["mqtt:", "mqtts:"].includes(parsed.protocol) || parsed.hostname === "") {
    throw new Error("The MQTT broker's URL must look like mqtt://user:password@host:1883.");
  }
  const port = parsed.port === "" ? (parsed.protocol === "mqtt:" ? "1883" : "8883") : parsed.port;
  return `${parsed.protocol}//${parsed.hostname}:${port}`;
}

function describe(error: Error): string {
  const code = "code" in error ? error.code : undefined;
  if (code === "ECONNREFUSED") return "nothing listens there";
  if (code === "ENOTFOUND") return "the host is not known";
  return error.message === "" ? String(code) : error.message;
}
