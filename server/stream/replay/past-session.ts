import type { FrameEncoder } from "../../../shared/frame-encoder.ts";
import type { Problem } from "../../../shared/problem.ts";
import type { ClockTold } from "../../../shared/protocol.ts";
import type { Limits } from "../../security/limits.ts";
import { Twin } from "../../state/twin.ts";
import type { TwinImage } from "../../state/twin-image.ts";
import { Audience } from "../audience.ts";
import { Framer } from "../framer.ts";
import type { CheckedInterest } from "../interest.ts";
import { Session, type Stage } from "../session.ts";
import type { Turns } from "./ask-in-turn.ts";
import { Leaps } from "./leaps.ts";
import { mergeImage } from "./merge-image.ts";
import { NewestPicture, type Picture } from "./newest-picture.ts";
import { PastClock } from "./past-clock.ts";
import { PastOutlet } from "./past-outlet.ts";
import { ReadAhead } from "./read-ahead.ts";
import { Room } from "./room.ts";
import { tooLarge } from "./too-large.ts";

/** Milliseconds before our now at which the past ends: what was observed later may not be kept yet. */
const SETTLED = 1_500;
/** And at which a clock of the past stops: what it comes to has been read by then. */
const EDGE = 3_000;
/** How far ahead of what is shown a moment may be that is gone to without forgetting, milliseconds. */
const NEAR = 10_000;
/** And where it has been read already. */
const FAR = 120_000;
/** Milliseconds that a picture may take before the page is told that it is loading. */
const LOADING_TOLD = 150;
/** Milliseconds until a picture that could not be had is asked for again. */
const RETRY = 1_000;
const RETRY_LARGE = 5_000;
/**
 * Milliseconds between two completions of a picture so close to the present that late data still come: where it runs,
 * and where it has just come to stand; then each time twice as long.
 */
const COMPLETE_EVERY = 30_000;
const COMPLETE_FIRST = 2_000;
const LATE = 600_000;
/** How far a page's idea of its clock may be off, our milliseconds. */
const DRIFT = 300;
/** From which rate on a clock may leap, and does where so many ticks' observations would go by in one of our seconds. */
const LEAP_FROM = 10;
const LEAP_TICKS = 2;
/** How far what is shown may then be behind the clock, our milliseconds. */
const LAG = 2_000;

type PastTold = Extract<ClockTold, { mode: "replay" }>;

export interface PastSessionOptions {
  readonly turns: Turns;
  readonly limits: Limits;
  readonly tickMilliseconds: number;
  /** Shared by all sessions. */
  readonly encoder: FrameEncoder;
  /** Takes a message for the page, ready for the wire. */
  readonly post: (bytes: Buffer) => void;
  /** Entities that all sessions but this one hold. */
  readonly heldByOthers: () => number;
  /** Does what an answer brings: what it throws ends this session alone. */
  readonly guard: (work: () => void) => void;
  /** Milliseconds since 1970, and of a clock that is never set. */
  readonly now: () => number;
  readonly steady: () => number;
}

/** What a session of the past shows: a twin of its own, and what of it the page has been told. */
interface Scene {
  readonly stage: Stage;
  readonly session: Session;
}

/** A page in the past: its clock, the city as of that clock, and its place in a stream of its own. */
export class PastSession {
  readonly #options: PastSessionOptions;
  readonly #outlet: PastOutlet;
  readonly #clock = new PastClock();
  readonly #ahead: ReadAhead;
  readonly #leaps: Leaps;
  readonly #pictures: NewestPicture;
  readonly #whole: NewestPicture;
  readonly #room: Room;
  #isLeaping = false;
  #scene: Scene | undefined;
  #interest: CheckedInterest | undefined;
  /** What was asked for last, while its picture is still to come. */
  #wish: { readonly at: number; readonly rate: number; readonly since: number } | undefined;
  /** Whether a picture has begun that the page was not told of. */
  #begun = false;
  #askAgainAt = 0;
  /** What the page was told of its clock, and when; nothing yet in this stay. */
  #told: (Pick<PastTold, "at" | "rate" | "state"> & { readonly since: number }) | undefined;
  #faultTold: string | undefined;
  /** Why something had no place in the scene. */
  #leftOut: Problem | undefined;
  /** Whether something may be missing in what is shown, and when it may be asked for. */
  #owed = false;
  #completeAt = 0;
  #completeEvery = COMPLETE_FIRST;

  constructor(options: PastSessionOptions) {
    const { turns, limits, post, guard, heldByOthers } = options;
    const leaveOut = (fault: Problem) => {
      this.#leftOut = fault;
    };
    this.#options = options;
    this.#outlet = new PastOutlet(post, () => this.#tellNow());
    this.#room = new Room(limits, heldByOthers);
    this.#ahead = new ReadAhead(turns.reading, limits, leaveOut);
    this.#leaps = new Leaps(turns.leaping, leaveOut);
    this.#pictures = new NewestPicture(
      turns.seeking,
      (picture) => guard(() => this.#begin(picture)),
      (fault) => guard(() => this.#failed(fault)),
    );
    this.#whole = new NewestPicture(
      turns.leaping,
      ({ image }) => guard(() => this.#complete(image)),
      () => guard(() => this.#complete(undefined)),
    );
  }

  /** The moment that is shown, milliseconds since 1970. */
  get shown(): number {
    return this.#wish?.at ?? this.#clock.shown;
  }

  /** Entities that it holds. */
  get entities(): number {
    return this.#scene?.stage.twin.size ?? 0;
  }

  look(interest: CheckedInterest): void {
    this.#interest = interest;
    this.#scene?.session.look(interest);
  }

  /** Shows `at`, where it is already without it, and runs on from there; loads no more than it must. */
  go(at: number | undefined, rate: number): void {
    const clock = this.#clock;
    const moment = Math.min(at ?? this.shown, this.#options.now() - EDGE);
    if (this.#scene === undefined || this.#wish !== undefined) return this.#seek(moment, rate);
    if (at === undefined) return this.#change(clock.aim, rate);
    const near = Math.max(clock.shown + NEAR, Math.min(this.#ahead.until, clock.shown + FAR));
    if (moment >= clock.shown && moment <= near) return this.#change(moment, rate);
    this.#seek(moment, rate);
  }

  /** The page's connection has taken what was sent. */
  taken(): void {
    this.#outlet.open();
    const life = this.#scene?.session.life;
    // What did not fit into the message before follows at once.
    if (life?.phase === "viewing" && life.view.behind.length > 0) this.tick();
  }

  /** Moves on to where the clock is, and sends what there is to send. */
  tick(): void {
    const scene = this.#scene;
    if (this.#wish !== undefined) this.#wait(this.#wish);
    else if (scene !== undefined) this.#advance(scene.stage.twin);
    if (scene !== undefined) this.#frame(scene);
    this.#outlet.flush();
  }

  close(): void {
    this.#pictures.cancel();
    this.#whole.cancel();
    this.#ahead.reset(0);
    this.#leaps.reset(0);
    this.#scene?.session.close();
    this.#scene = undefined;
    this.#wish = undefined;
  }

  #seek(at: number, rate: number): void {
    const known = this.#wish?.at === at && this.#pictures.wanted === at;
    this.#wish = { at, rate, since: this.#wish?.since ?? this.#options.steady() };
    this.#ahead.reset(at);
    this.#leaps.reset(at);
    this.#whole.cancel();
    if (!known) this.#pictures.want(at);
  }

  /** Goes on with the scene that there is, from `at`. */
  #change(at: number, rate: number): void {
    const now = this.#options.steady();
    if (rate === 0 && this.#clock.runs) this.#owe(now);
    this.#clock.go(at, rate, now);
    this.#outlet.tellClock(this.#told === undefined);
    this.tick();
  }

  /** Begins with a picture that has come. */
  #begin({ at, image, last }: Picture): void {
    const { limits, tickMilliseconds, encoder, steady, heldByOthers } = this.#options;
    const fault = tooLarge(image.ids.length, heldByOthers(), limits);
    if (fault !== undefined) return this.#failed(fault, RETRY_LARGE);
    this.#scene?.session.close();
    const twin = new Twin({ limits: this.#room.limits, heardBy: "observed" });
    twin.restore(image, at);
    const stage: Stage = {
      twin,
      framer: new Framer(twin, limits.keptVersions, encoder),
      audience: new Audience(twin.cells),
      limits,
      ticksPerSecond: Math.max(1, Math.round(1000 / tickMilliseconds)),
    };
    const session = new Session(stage, this.#outlet);
    if (this.#interest !== undefined) session.look(this.#interest);
    this.#scene = { stage, session };
    this.#clock.begin(at, last ? (this.#wish?.rate ?? 0) : 0, steady());
    this.#ahead.reset(at);
    this.#leaps.reset(at);
    this.#owed = false;
    this.#completeEvery = COMPLETE_FIRST;
    this.#completeAt = steady() + COMPLETE_FIRST;
    // The history has answered, and what was left out was of another scene.
    this.#ahead.fault = undefined;
    this.#leaps.fault = undefined;
    this.#leftOut = undefined;
    this.#faultTold = undefined;
    if (last) this.#wish = undefined;
    this.#begun = true;
    this.#outlet.tellClock(true);
    this.tick();
  }

  /** A picture that was asked for is still to come. */
  #wait({ at, since }: { readonly at: number; readonly since: number }): void {
    const now = this.#options.steady();
    if (this.#pictures.wanted === undefined && now >= this.#askAgainAt) this.#pictures.want(at);
    const untold = this.#told === undefined || this.#told.since < since;
    if (now - since >= LOADING_TOLD && untold) this.#outlet.tellClock(this.#told === undefined);
  }

  #advance(twin: Twin): void {
    const clock = this.#clock;
    const now = this.#options.steady();
    const present = this.#options.now();
    const edge = present - EDGE;
    const wanted = clock.wanted(now, edge);
    const { shown: before, runs, rate } = clock;
    this.#room.look();
    const way = this.#wayOn();
    way.feed({ now, wanted, rate, settled: present - SETTLED, edge });
    clock.reach(way.merge(twin, wanted), wanted, now, edge, way === this.#leaps ? LAG * rate : 0);
    // All are looked at about once in a second of the clock, and of ours.
    const share = Math.max(0.1, (clock.shown - before) / 1000);
    twin.sweep(clock.shown, Math.ceil(twin.size * Math.min(1, share)));
    if (runs && !clock.runs) this.#owe(now);
    this.#keepWhole(now, present);
    const fault = way.fault ?? (this.#leftOut && this.#room.told(this.#leftOut));
    if (fault !== undefined) this.#tellFault(fault);
    else this.#faultTold = undefined;
    this.#keepTold(now);
  }

  /** What takes the clock on: reading all that was observed, or, where too much goes by, leaps from picture to picture. */
  #wayOn(): ReadAhead | Leaps {
    const { runs, rate, shown } = this.#clock;
    const before = this.#isLeaping;
    // It leaps until it is slower: what goes by meanwhile is not counted.
    const most = LEAP_TICKS * this.#options.limits.replayPerTick;
    this.#isLeaping = runs && rate >= LEAP_FROM && (before || rate * this.#ahead.density > most);
    const way = this.#isLeaping ? this.#leaps : this.#ahead;
    if (before === this.#isLeaping) return way;
    this.#ahead.reset(shown);
    this.#leaps.reset(shown);
    // Whichever way is taken, it is the same history that does not answer.
    way.fault = (before ? this.#leaps : this.#ahead).fault;
    return way;
  }

  /** The picture that stands now is to be whole. */
  #owe(now: number): void {
    this.#owed = true;
    this.#completeEvery = COMPLETE_FIRST;
    this.#completeAt = now;
  }

  /** Asks for what was kept only after the clock had passed it. */
  #keepWhole(now: number, present: number): void {
    const clock = this.#clock;
    const late = present - clock.shown < LATE;
    if (!(late || this.#owed) || now < this.#completeAt || this.#whole.wanted !== undefined) return;
    this.#owed = false;
    this.#completeAt = now + (clock.runs ? COMPLETE_EVERY : this.#completeEvery);
    this.#completeEvery *= 2;
    this.#whole.want(clock.shown);
  }

  #complete(image: TwinImage | undefined): void {
    if (image !== undefined && this.#scene !== undefined) {
      this.#leftOut = mergeImage(this.#scene.stage.twin, image) ?? this.#leftOut;
      return;
    }
    this.#owed = true;
    this.#completeAt = this.#options.steady() + RETRY;
  }

  /** Has the page told of its clock where it would not know by itself what it shows. */
  #keepTold(now: number): void {
    const told = this.#told;
    const clock = this.#clock;
    if (told === undefined) return;
    const expected = told.at + (told.state === "playing" ? (now - told.since) * told.rate : 0);
    const most = (this.#isLeaping ? LAG : DRIFT) * Math.max(1, clock.rate);
    const off = Math.abs(expected - clock.aim) > most;
    if (off || told.state !== clock.state(now) || told.rate !== clock.rate)
      this.#outlet.tellClock(false);
  }

  #frame({ stage, session }: Scene): void {
    const changes = stage.twin.advance();
    stage.framer.begin(changes, Math.floor(this.#clock.shown));
    stage.audience.take(changes);
    for (const handle of changes.reidentified) session.forget(handle);
    session.frame();
  }

  #tellNow(): Omit<PastTold, "cleared"> {
    const clock = this.#clock;
    const now = this.#options.steady();
    const wish = this.#wish;
    const at = wish !== undefined && !this.#begun ? wish.at : clock.aim;
    this.#begun = false;
    const told =
      wish === undefined
        ? { at: Math.floor(at), rate: clock.rate, state: clock.state(now) }
        : { at: Math.floor(at), rate: wish.rate, state: "loading" as const };
    this.#told = { ...told, since: now };
    return { mode: "replay", ...told };
  }

  /** A picture could not be had, and is asked for again after a while. */
  #failed(fault: Problem, pause = RETRY): void {
    this.#askAgainAt = this.#options.steady() + pause;
    this.#tellFault(fault);
  }

  /** Tells a fault once, until it is over. */
  #tellFault(fault: Problem): void {
    if (this.#faultTold === fault.code) return;
    this.#faultTold = fault.code;
    this.#outlet.tellProblem(fault);
  }
}
