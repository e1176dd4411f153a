import { type EventEmitter, once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { Aedes, type AedesOptions, type PublishPacket } from "aedes";
import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import type { SourceStatus } from "../../shared/source-status.ts";
import { LIMITS, type Limits } from "../security/limits.ts";
import { describeSource } from "./describe-source.ts";
import { InHand } from "./in-hand.ts";
import type { Intake } from "./intake.ts";
import { listen } from "./listen.ts";
import { MqttPacketGuard } from "./mqtt/mqtt-packet-guard.ts";
import { TOPIC_ROOT } from "./mqtt/mqtt-topic.ts";
import { takeMessage } from "./mqtt/take-message.ts";
import { reasonOf } from "./reason-of.ts";
import type { Channel, Source } from "./source.ts";

/**
 * An MQTT 3.1.1 broker in this process that only takes in: clients publish observations, and may
 * subscribe to nothing, so that no slow reader and no queue of absent ones can build up here.
 *
 * aedes asks `authorizePublish` before it acknowledges, and reads no more from that client until
 * what it read is answered: to answer only when the batch was handed on is the back-pressure.
 */
export class MqttBrokerSource implements Source {
  readonly id = "mqtt";
  readonly #port: number;
  readonly #host: string;
  readonly #limits: Limits;
  readonly #channel: Channel;
  readonly #sockets = new Set<Socket>();
  #broker: Aedes | undefined;
  #server: Server | undefined;
  #listeningOn = 0;
  #turnedAway = 0;
  readonly #inHand = new InHand();
  #state: "starting" | "waiting" | "ended" | "failed" = "starting";
  #failure = "";

  constructor(options: { intake: Intake; port: number; host: string; limits?: Limits }) {
    this.#port = options.port;
    this.#host = options.host;
    this.#limits = options.limits ?? LIMITS;
    this.#channel = options.intake.open({ id: this.id, format: "json", provenance: "live" });
  }

  /** The port it listens on: the one asked for, or the one it got for 0. */
  get port(): number {
    return this.#listeningOn;
  }

  async start(): Promise<void> {
    const broker = await Aedes.createBroker(this.#brokerOptions());
    // A client's fault is answered by closing its connection; nothing is left to do for it.
    broker.on("clientError", () => this.#turnedAway++);
    broker.on("connectionError", () => this.#turnedAway++);
    // aedes emits it and does not declare it.
    (broker as EventEmitter).on("error", (error: Error) => {
      this.#fail(`The MQTT broker failed: ${error.message}.`);
    });
    const server = createServer((socket) => this.#admit(broker, socket));
    server.maxConnections = this.#limits.mqttClients;
    server.on("drop", () => this.#turnedAway++);
    this.#broker = broker;
    try {
      this.#listeningOn = await listen(server, this.#port, this.#host);
    } catch (error) {
      this.#fail(this.#listenFailure(error));
      await closed(broker);
      throw new Error(this.#failure, { cause: error });
    }
    server.on("error", (error) => this.#fail(`The MQTT broker failed: ${error.message}.`));
    this.#server = server;
    this.#state = "waiting";
  }

  async stop(): Promise<void> {
    const server = this.#server;
    if (this.#broker === undefined || server === undefined) return;
    this.#server = undefined;
    const ended = once(server, "close");
    server.close();
    await closed(this.#broker);
    for (const socket of this.#sockets) socket.destroy();
    await ended;
    await this.#inHand.ended();
    this.#state = "ended";
  }

  status(): SourceStatus {
    const clients = this.#sockets.size;
    const listening =
      `Listening on ${this.#host}:${this.#listeningOn} for ${TOPIC_ROOT}<source>; ` +
      `${clients} ${clients === 1 ? "client" : "clients"}, ${this.#turnedAway} turned away.`;
    return describeSource(this.#channel, {
      id: this.id,
      format: "json over mqtt",
      provenance: "live",
      state: this.#state,
      note: this.#state === "waiting" ? listening : this.#failure,
    });
  }

  #brokerOptions(): AedesOptions {
    return {
      authorizePublish: (_client, packet, answer) => {
        // Nothing is kept for later subscribers, because there are none.
        packet.retain = false;
        void this.#inHand.add(this.#take(packet)).then(answer);
      },
      authorizeSubscribe: (_client, _subscription, answer) => answer(null, null),
    };
  }

  /** An error where the connection must end: MQTT 3.1.1 has no other way to say no to a message. */
  async #take({ topic, payload, qos }: PublishPacket): Promise<Error | null> {
    try {
      // aedes would keep it until the client releases it, which a client need never do.
      if (qos > 1) return new Error(this.#refuse(tooSure()).message);
      const outcome = await takeMessage(this.#channel, topic, payload, this.#limits);
      return isProblem(outcome) && outcome.code === "ingest/topic"
        ? new Error(outcome.message)
        : null;
    } catch (error) {
      // Refused and counted by the channel. At QoS 0 nobody waits for an answer.
      if (qos === 0) return null;
      // Not acknowledged, so that the client sends it again.
      return new Error(reasonOf(error), { cause: error });
    }
  }

  #admit(broker: Aedes, socket: Socket): void {
    const guard = new MqttPacketGuard(this.#limits.mqttMessageBytes);
    const read = socket.read.bind(socket);
    // aedes pulls bytes by `read`; a duplex of our own around the socket costs a copy of each.
    socket.read = (size?: number) => {
      const chunk: Buffer | null = read(size);
      const excess = chunk === null ? undefined : guard.excess(chunk);
      if (excess === undefined) return chunk;
      this.#refuseExcess(excess);
      socket.destroy();
      return null;
    };
    this.#sockets.add(socket);
    socket.on("close", () => this.#sockets.delete(socket));
    broker.handle(socket);
  }

  #refuseExcess(bytes: number): void {
    this.#turnedAway++;
    this.#refuse(
      problem(
        "ingest/too-large",
        `An MQTT packet of ${bytes} bytes was announced; a message may have ` +
          `${this.#limits.mqttMessageBytes} (mqttMessageBytes).`,
        "Send it in parts.",
      ),
    );
  }

  #refuse(refusal: Problem): Problem {
    this.#channel.refuse(refusal);
    return refusal;
  }

  #listenFailure(error: unknown): string {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    const reason =
      code === "EADDRINUSE" ? "is taken by another program" : `fails: ${reasonOf(error)}`;
    return (
      `MQTT port ${this.#port} on ${this.#host} ${reason}; ` +
      "choose another with --mqtt-port N, or none with --mqtt-port 0."
    );
  }

  #fail(failure: string): void {
    this.#failure = failure;
    this.#state = "failed";
  }
}

function tooSure(): Problem {
  return problem(
    "ingest/qos",
    "An MQTT message came at QoS 2; QoS 0 and 1 are taken.",
    "Publish at QoS 1: an observation that comes twice is known as a duplicate.",
  );
}

async function closed(broker: Aedes): Promise<void> {
  await new Promise<void>((resolve) => broker.close(() => resolve()));
}
