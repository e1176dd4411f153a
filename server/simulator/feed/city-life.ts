import { setTimeout as sleep, setImmediate as turn } from "node:timers/promises";
import { switchedOff } from "../incidents/incident-desk.ts";
import { Simulation } from "../simulation.ts";
import type { World } from "../world.ts";
import { BrokerLink } from "./broker-link.ts";
import type { Message, Order, WorkerData } from "./messages.ts";
import { ObservationWriter } from "./observation-writer.ts";
import { ReportPace } from "./report-pace.ts";
import { WallPace } from "./wall-pace.ts";

const MINUTE = 60_000;
/** Milliseconds between reports to the server, and of steps in one go while it catches up. */
const REPORT = 1_000;
const SLICE = 100;
/** Milliseconds of sleep after which it looks whether it is to stop. */
const NAP = 100;

/** Keeps a simulation in step with the clock, and tells the broker of it. */
export class CityLife {
  readonly #data: WorkerData;
  readonly #world: World;
  readonly #say: (message: Message) => void;
  readonly #link: BrokerLink;
  readonly #writer: ObservationWriter;
  readonly #reports = new ReportPace();
  #simulation: Simulation;
  #pace: WallPace;
  #state: "starting" | "running" = "starting";
  #stopping = false;
  #saidAt = 0;

  constructor(data: WorkerData, world: World, say: (message: Message) => void) {
    this.#data = data;
    this.#world = world;
    this.#say = say;
    this.#link = new BrokerLink(data.url);
    this.#writer = new ObservationWriter(world.plane);
    this.#pace = new WallPace(data.speed, Date.now());
    this.#simulation = this.#begin(data.off);
  }

  take(order: Order): void {
    if (order.type === "stop") {
      this.#stopping = true;
      return;
    }
    const incident = this.#simulation.setIncident(order.id, order.enabled);
    const answer = { type: "switched", ticket: order.ticket } as const;
    this.#say(incident === undefined ? answer : { ...answer, incident });
  }

  /** Until the order to stop. */
  async run(): Promise<void> {
    await this.#catchUp();
    while (!this.#stopping) {
      const now = Date.now();
      const { time } = this.#simulation;
      if (this.#pace.slept(now)) await this.#beginAgain();
      else if (this.#pace.due(time, now) > 0) await this.#stepOnce(now);
      else await sleep(Math.min(NAP, this.#pace.untilNext(time, now)));
      this.#reportInTime();
    }
    await this.#link.close();
  }

  /**
   * At the last whole quarter of an hour, so that two servers that start within it show the same; with
   * more than the usual city at the last whole minute, because the way from there to now is dear.
   */
  #begin(off: readonly string[]): Simulation {
    const { seed, scale } = this.#data;
    const grain = scale <= 1 ? 15 * MINUTE : MINUTE;
    const begin = Math.floor(Date.now() / grain) * grain;
    const simulation = new Simulation({ world: this.#world, seed, scale, begin });
    for (const id of off) simulation.setIncident(id, false);
    return simulation;
  }

  /** After the machine slept. */
  async #beginAgain(): Promise<void> {
    this.#simulation = this.#begin(switchedOff(this.#simulation.incidents()));
    await this.#catchUp();
  }

  /** From its beginning to now, as fast as it goes, without a word. */
  async #catchUp(): Promise<void> {
    this.#state = "starting";
    this.#report();
    while (!this.#stopping && this.#simulation.time < Date.now()) {
      const until = performance.now() + SLICE;
      while (performance.now() < until && this.#simulation.time < Date.now()) {
        this.#simulation.step();
        this.#pace.countStep();
      }
      this.#reportInTime();
      await turn();
    }
    this.#pace = new WallPace(this.#data.speed, Date.now());
    this.#state = "running";
    this.#report();
  }

  async #stepOnce(now: number): Promise<void> {
    this.#simulation.step();
    this.#pace.countStep();
    // While several steps are due, only every second is told of, so that it can catch up.
    const late = this.#pace.due(this.#simulation.time, now) > 1 && this.#data.speed <= 1;
    if (!late) {
      this.#writer.begin(now, this.#reports.interval);
      this.#simulation.report((telling) => this.#writer.tell(telling));
      for (const { source, payload, records } of this.#writer.take()) {
        await this.#link.send(source, payload, records);
      }
    }
    // A turn for orders and for the socket.
    await turn();
  }

  #reportInTime(): void {
    if (Date.now() - this.#saidAt >= REPORT) this.#report();
  }

  #report(): void {
    const now = Date.now();
    this.#saidAt = now;
    const simulation = this.#simulation;
    const pace = this.#pace.measure(simulation.time, now);
    if (this.#state === "running") this.#reports.measure(pace.load, pace.behind);
    const note = this.#note();
    this.#say({
      type: "report",
      status: {
        state: this.#state,
        ...(note === undefined ? {} : { note }),
        time: simulation.time,
        entities: simulation.entities,
        pace,
        weather: simulation.weather(),
        incidents: simulation.incidents(),
      },
      told: this.#link.told,
      interval: this.#reports.interval,
    });
  }

  #note(): string | undefined {
    if (this.#state === "starting") return "Catching up with the time of day.";
    if (!this.#link.connected) return "Not connected to the broker inside; trying again.";
    const seconds = Math.ceil(this.#reports.interval / 1000);
    if (seconds <= 1) return undefined;
    return `Each entity is told at most every ${seconds} s, because the machine is busy.`;
  }
}
