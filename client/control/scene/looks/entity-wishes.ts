import { staleAfter } from "../../../../shared/entity.ts";
import { say } from "../../../ui/words/say.ts";
import type { SceneContext } from "../scene-context.ts";
import type { LabelText } from "./label-sheet.ts";
import type { Eye, TextWish, ToScreen } from "./label-wish.ts";
import { NearNames } from "./near-names.ts";

const RANKS = { chosen: 100, hovered: 90, near: 20 } as const;

/** The names of entities: of the chosen one, of what is pointed at, and of what is near. */
export class EntityWishes {
  readonly #context: SceneContext;
  readonly #near: NearNames;
  readonly #top = new Float64Array(3);

  constructor(context: SceneContext) {
    this.#context = context;
    this.#near = new NearNames(context.entities.drawn);
  }

  /** Before each frame: looks on for who is near. */
  look(clock: number, eye: Eye): void {
    this.#near.look(clock, eye);
  }

  at(eye: Eye, screen: ToScreen): TextWish[] {
    const { entities, selection } = this.#context;
    const { drawn } = entities;
    const selected = selection.current.peek();
    const chosen = selected?.type === "entity" ? drawn.slotOf(selected.id) : -1;
    const wishes: TextWish[] = [];
    for (const slot of new Set([chosen, drawn.hovered, ...this.#near.slots])) {
      if (slot === -1 || slot === drawn.ridden) continue;
      const isNear = slot !== chosen && slot !== drawn.hovered;
      const text = this.#textOf(slot, isNear);
      if (text === undefined) continue;
      const gap = drawn.top(slot, eye, this.#top);
      const [east = 0, north = 0, up = 0] = this.#top;
      const at = screen(east, north, up);
      if (at === undefined) continue;
      const rank = slot === chosen ? RANKS.chosen : isNear ? RANKS.near : RANKS.hovered;
      const wish = { id: `entity ${drawn.handleOf(slot)}`, text, ...at, rank, gap };
      wishes.push(slot === chosen ? { ...wish, must: true } : wish);
    }
    return wishes;
  }

  /** Its name; of one that is asked for also where it comes from, and that nothing is heard of it. */
  #textOf(slot: number, isNear: boolean): LabelText | undefined {
    const { entities, store, time } = this.#context;
    const told = store.describe(entities.drawn.handleOf(slot));
    if (told === undefined || (isNear && told.name === undefined)) return undefined;
    const { kind, name, id, provenance, interval, observedAt } = told;
    const isStale = (time.cityNow() - observedAt) / 1000 > staleAfter(kind, interval);
    const look = `entity ${provenance}${isStale ? " stale" : ""}`;
    if (isNear) return { text: name ?? id, look };
    const notes = [
      ...(provenance === "live" ? [] : [say(`provenance.${provenance}`)]),
      ...(isStale ? [say("inspector.stale")] : []),
    ];
    const note = notes.length > 0 ? { note: notes.join(" · ") } : {};
    return { text: name ?? id, look: `${look} asked`, ...note };
  }
}
