import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { io, type Socket } from "socket.io-client";
import { decodeFrame } from "../../shared/frame.ts";
import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import {
  type Ack,
  type ClientToServer,
  type Hello,
  type Interest,
  LIVE_NAMESPACE,
  PROTOCOL_VERSION,
  type ServerToClient,
  type SharedState,
} from "../../shared/protocol.ts";
import type { Answers } from "./answers.ts";
import type { CityClock } from "./city-clock.ts";
import { ClockLine } from "./clock-line.ts";
import { ClockOffset } from "./clock-offset.ts";
import { FlowMeter } from "./flow-meter.ts";
import type { Store } from "./store.ts";

/** How the page stands with the server. */
export type LinkStatus =
  | { readonly state: "connecting" }
  | { readonly state: "live"; readonly since: number }
  | {
      readonly state: "reconnecting";
      readonly since: number;
      readonly attempt: number;
      readonly problem: Problem;
    }
  | { readonly state: "refused"; readonly problem: Problem };

/** Milliseconds. */
const FIRST_RETRY = 500;
const SLOWEST_RETRY = 10_000;
const ACK_TIMEOUT = 5_000;
/** The clock is asked for a few times at once, then now and again. */
const FIRST_CLOCK_ASKS = [0, 300, 800, 2_000];
const CLOCK_PERIOD = 15_000;
const PROBLEMS_KEPT = 5;
/** Columns are made for every handle up to the highest: one that is out of all reason is not believed. */
const HIGHEST_HANDLE = 2 ** 24;

/**
 * The page's one connection: frames and rosters go into the store, what went wrong into signals. It
 * reconnects by itself, later each time up to ten seconds, and asks again for what the view shows.
 */
export class Link {
  readonly #store: Store;
  readonly #socket: Socket<ServerToClient, ClientToServer>;
  readonly #status: Signal<LinkStatus> = signal<LinkStatus>({ state: "connecting" });
  readonly #hello: Signal<Hello | undefined> = signal<Hello | undefined>(undefined);
  readonly #answers: Answers | undefined;
  readonly #shared: Signal<SharedState | undefined> = signal<SharedState | undefined>(undefined);
  readonly #problems: Signal<readonly Problem[]> = signal<readonly Problem[]>([]);
  readonly #offset = new ClockOffset();
  readonly #flow = new FlowMeter();
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  /** Tells this page from the others that share its view. */
  readonly #mark = Math.random().toString(36).slice(2);
  readonly #clock: CityClock | undefined;
  readonly #clockLine: ClockLine;
  #interest: Interest | undefined;
  #joined: string | undefined;

  /** Without a clock the page shows now, and nothing else. */
  constructor(options: { store: Store; answers?: Answers; clock?: CityClock; url?: string }) {
    this.#store = options.store;
    this.#answers = options.answers;
    this.#clock = options.clock;
    this.#clockLine = new ClockLine({
      clock: options.clock,
      send: (wish, answered) => this.#socket.emit("clock", wish, answered),
      clear: () => this.#store.clear(),
      begin: () => this.#sendInterest(),
      note: (told) => this.#note(told),
    });
    this.#socket = io(`${options.url ?? ""}${LIVE_NAMESPACE}`, {
      transports: ["websocket"],
      auth: { protocol: PROTOCOL_VERSION },
      forceNew: true,
      reconnectionDelay: FIRST_RETRY,
      reconnectionDelayMax: SLOWEST_RETRY,
      randomizationFactor: 0.5,
      timeout: 10_000,
    });
    this.#listen();
  }

  get status(): ReadonlySignal<LinkStatus> {
    return this.#status;
  }

  /** What the server said of itself; undefined until it did. */
  get hello(): ReadonlySignal<Hello | undefined> {
    return this.#hello;
  }

  /** The last few faults told by the server or found in its messages, newest last. */
  get problems(): ReadonlySignal<readonly Problem[]> {
    return this.#problems;
  }

  /** Says what the view shows; kept, and said again after every reconnect. */
  setInterest(interest: Interest): void {
    this.#interest = interest;
    if (this.#hello.value === undefined || !this.#socket.connected) return;
    if (!this.#clockLine.awaitsPast) this.#sendInterest();
  }

  /** What another page of the shared view said last; undefined until one did. */
  get shared(): ReadonlySignal<SharedState | undefined> {
    return this.#shared;
  }

  /** Shares the view of this name, again after every reconnect; undefined shares none. */
  join(name: string | undefined): void {
    if (name === this.#joined) return;
    this.#joined = name;
    this.#shared.value = undefined;
    if (this.#socket.connected) this.#sendJoined();
  }

  /** Says something to the other pages of the shared view; while there is no connection it is not said. */
  share(text: string): void {
    if (this.#joined === undefined || !this.#socket.connected) return;
    this.#socket.emit("share", { by: this.#mark, text }, (answer) => this.#acknowledged(answer));
  }

  /** Milliseconds since 1970 by the server's clock. */
  serverNow(): number {
    return Date.now() + this.#offset.milliseconds;
  }

  /** Milliseconds from `observedAt` to arrival over the last seconds; undefined while nothing comes, and in the past. */
  delay(): { median: number; p95: number } | undefined {
    return this.#clockLine.isLive ? this.#flow.delay(this.serverNow()) : undefined;
  }

  /** Entity updates received a second. */
  observationRate(): number {
    return this.#flow.rate(this.serverNow());
  }

  close(): void {
    this.#stopTimers();
    this.#clockLine.stop();
    this.#answers?.stop();
    this.#socket.close();
  }

  #listen(): void {
    const socket = this.#socket;
    socket.on("hello", (hello) => this.#greet(hello));
    socket.on("roster", (roster) => this.#store.roster(roster));
    socket.on("frame", (bytes) => this.#frame(bytes));
    socket.on("clock", (told) => this.#clockLine.turn(told));
    socket.on("problem", (told) => this.#note(told));
    socket.on("spatial", (news) => this.#answers?.takeNews(news));
    socket.on("crossings", (crossings) => this.#answers?.takeCrossings(crossings));
    socket.on("regions", (revision) => this.#answers?.takeRegions(revision));
    socket.on("shared", (state) => this.#hear(state));
    socket.on("connect_error", (error) => this.#failed(error));
    socket.on("disconnect", (reason) => this.#lost(reason));
    socket.io.on("reconnect_attempt", (attempt) => this.#attempt(attempt));
  }

  #greet(hello: Hello): void {
    if (hello.protocol !== PROTOCOL_VERSION) return this.#refuse(otherVersion(hello.protocol));
    if (hello.epoch !== this.#hello.peek()?.epoch) this.#offset.clear();
    this.#offset.guess(hello.serverTime, Date.now());
    // A session begins with nothing: who left while we were away would otherwise stay for ever.
    this.#store.clear();
    this.#flow.clear();
    this.#hello.value = hello;
    this.#status.value = { state: "live", since: Date.now() };
    this.#answers?.greet(hello.epoch);
    this.#clock?.keeps(hello.clockRange);
    this.#clockLine.greet();
    if (!this.#clockLine.awaitsPast) this.#sendInterest();
    if (this.#joined !== undefined) this.#sendJoined();
    for (const wait of FIRST_CLOCK_ASKS) this.#later(wait, () => this.#askTime());
    this.#later(CLOCK_PERIOD, () => this.#keepAskingTime());
  }

  #frame(bytes: ArrayBuffer | Uint8Array): void {
    const frame = decodeFrame(bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes));
    if (isProblem(frame)) return this.#note(frame);
    if (frame.handles.some((handle) => handle > HIGHEST_HANDLE))
      return this.#note(
        problem(
          "frame/handle",
          `A frame names a handle above ${HIGHEST_HANDLE}.`,
          "Reload the page.",
        ),
      );
    if (this.#clockLine.isLive) this.#flow.take(frame, this.serverNow());
    else this.#clockLine.frame(frame.serverTime);
    this.#store.apply(frame);
  }

  #sendInterest(): void {
    const interest = this.#interest;
    if (interest === undefined) return;
    this.#socket.emit("interest", interest, (answer) => this.#acknowledged(answer));
  }

  #sendJoined(): void {
    this.#socket.emit("join", this.#joined, (answer) => this.#acknowledged(answer));
  }

  #acknowledged(answer: Ack): void {
    if (!answer.ok) this.#note(answer.problem);
  }

  #hear(state: SharedState): void {
    // After a reconnect the last word of the view may be our own.
    if (this.#joined !== undefined && state.by !== this.#mark) this.#shared.value = state;
  }

  #askTime(): void {
    if (!this.#socket.connected) return;
    const askedAt = Date.now();
    this.#socket.timeout(ACK_TIMEOUT).emit("time", (late, answer) => {
      // No answer in time is no measurement; that the line is dead is seen by the heartbeat.
      if (late === null && answer.ok) this.#offset.take(askedAt, answer.serverTime, Date.now());
    });
  }

  #keepAskingTime(): void {
    this.#askTime();
    this.#later(CLOCK_PERIOD, () => this.#keepAskingTime());
  }

  /** The handshake failed: the server is away, or it answered and will not have us. */
  #failed(error: Error & { data?: unknown }): void {
    if (this.#socket.active)
      return this.#reconnecting(
        problem(
          "link/unreachable",
          `The server does not answer (${error.message}).`,
          "The page tries again by itself. Is the server running?",
        ),
      );
    const told = isProblem(error.data) ? error.data : problem("link/refused", error.message);
    this.#refuse(told);
  }

  #refuse(told: Problem): void {
    this.#stopTimers();
    this.#status.value = { state: "refused", problem: told };
    if (/version/.test(told.code)) this.#socket.disconnect();
    // Anything else may pass, a full server for one: ask again, seldom.
    else this.#later(SLOWEST_RETRY * (1 + Math.random()), () => this.#socket.connect());
  }

  #lost(reason: string): void {
    this.#stopTimers();
    this.#clockLine.lost();
    if (this.#status.peek().state === "refused" || reason === "io client disconnect") return;
    this.#reconnecting(
      problem(
        "link/lost",
        `The connection to the server was lost (${reason}).`,
        "What is shown grows old. The page reconnects by itself.",
      ),
    );
    if (reason === "io server disconnect")
      this.#later(FIRST_RETRY * (1 + Math.random()), () => this.#socket.connect());
  }

  #attempt(attempt: number): void {
    const status = this.#status.peek();
    if (status.state === "reconnecting") this.#status.value = { ...status, attempt };
  }

  #reconnecting(why: Problem): void {
    const status = this.#status.peek();
    const again = status.state === "reconnecting";
    this.#status.value = {
      state: "reconnecting",
      since: again ? status.since : Date.now(),
      attempt: again ? status.attempt : 0,
      problem: again && status.problem.code === "link/lost" ? status.problem : why,
    };
  }

  #note(told: Problem): void {
    this.#problems.value = [...this.#problems.peek(), told].slice(-PROBLEMS_KEPT);
  }

  #later(wait: number, action: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      action();
    }, wait);
    this.#timers.add(timer);
  }

  #stopTimers(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}

function otherVersion(theirs: number): Problem {
  return problem(
    "link/version",
    `The server speaks version ${theirs} of the protocol, this page version ${PROTOCOL_VERSION}.`,
    "Reload the page.",
  );
}
