import type { RoadNetwork } from "./road-network.ts";
import { ALL_RED, AMBER, type SignalPlan, signalPlan } from "./signal-plan.ts";

/** What a signal shows; `NONE` where there is none. */
export const RED = 0;
export const AMBER_LIGHT = 1;
export const GREEN = 2;
export const NONE = 3;

/** All signals of the city, by their fixed plans: a function of time alone. */
export class Signals {
  readonly plans: readonly SignalPlan[];
  /** By turn. */
  readonly light: Uint8Array;
  /** By plan: phase and stage, so that lights are only set when they change. */
  readonly #shown: Int32Array;

  constructor(network: RoadNetwork) {
    this.plans = network.graph.crossings
      .filter(({ signals, incoming }) => signals && incoming.length > 2)
      .map((crossing) => signalPlan(crossing, network));
    this.light = new Uint8Array(network.turns.length).fill(NONE);
    for (const { phases } of this.plans) {
      for (const { turns } of phases) for (const turn of turns) this.light[turn] = RED;
    }
    this.#shown = new Int32Array(this.plans.length).fill(-1);
  }

  /** Sets all lights to what they show at a time, milliseconds since 1970. */
  show(time: number): void {
    for (let i = 0; i < this.plans.length; i++) {
      const plan = this.plans[i] as SignalPlan;
      const at = (time / 1000 - plan.offset) % plan.cycle;
      this.#showPlan(i, plan, at);
    }
  }

  #showPlan(number: number, plan: SignalPlan, at: number): void {
    let left = at;
    for (let p = 0; p < plan.phases.length; p++) {
      const phase = plan.phases[p];
      if (phase === undefined) return;
      const whole = phase.green + AMBER + ALL_RED;
      if (left < whole) {
        const light = left < phase.green ? GREEN : left < phase.green + AMBER ? AMBER_LIGHT : RED;
        this.#set(number, plan, p, light);
        return;
      }
      left -= whole;
    }
  }

  #set(number: number, plan: SignalPlan, phase: number, light: number): void {
    const shown = phase * 4 + light;
    if (this.#shown[number] === shown) return;
    this.#shown[number] = shown;
    for (let p = 0; p < plan.phases.length; p++) {
      const turns = plan.phases[p]?.turns ?? [];
      for (let i = 0; i < turns.length; i++) {
        this.light[turns[i] as number] = p === phase ? light : RED;
      }
    }
  }
}
