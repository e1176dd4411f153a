import type { CityPlane } from "../../../shared/city-plane.ts";
import type { Incident } from "../../../shared/simulation.ts";
import type { PlanePoint } from "../world/plane-line.ts";
import type { Planned, Programme } from "./programme.ts";

/** How far back and ahead of now incidents are told, milliseconds. */
const PAST = 2 * 3_600_000;
const AHEAD = 12 * 3_600_000;

/** What an incident does to the city. */
export interface IncidentEffects {
  /** Begins it, if it can be just now: the entity it befalls, or `true` where it befalls none. */
  begin(planned: Planned): string | true | undefined;
  end(planned: Planned, entity: string | undefined): void;
  /** Where the entity is now; undefined where it has no place of its own. */
  placeOf(entity: string): PlanePoint | undefined;
}

/** Ids of those that are not to happen. */
export function switchedOff(incidents: readonly Incident[]): readonly string[] {
  return incidents.filter(({ enabled }) => !enabled).map(({ id }) => id);
}

interface Active {
  readonly planned: Planned;
  readonly entity: string | undefined;
}

/** Lets the programme happen, and what is switched off not. */
export class IncidentDesk {
  readonly #programme: Programme;
  readonly #effects: IncidentEffects;
  readonly #plane: CityPlane;
  readonly #off = new Set<string>();
  readonly #active = new Map<string, Active>();
  /** Entities that it befell, by incident, as long as it is told. */
  readonly #befell = new Map<string, string>();
  #time = 0;

  constructor(options: { programme: Programme; effects: IncidentEffects; plane: CityPlane }) {
    this.#programme = options.programme;
    this.#effects = options.effects;
    this.#plane = options.plane;
  }

  /** Ends what is over and begins what is due. @param time Milliseconds since 1970. */
  step(time: number): void {
    this.#time = time;
    for (const [id, { planned, entity }] of this.#active) {
      if (time < planned.to && !this.#off.has(id)) continue;
      this.#active.delete(id);
      this.#effects.end(planned, entity);
    }
    for (const planned of this.#programme.between(time, time + 1)) {
      if (this.#off.has(planned.id) || this.#active.has(planned.id)) continue;
      const begun = this.#effects.begin(planned);
      // What cannot begin yet is tried again: no drone may be under way just now.
      if (begun === undefined) continue;
      const entity = begun === true ? undefined : begun;
      this.#active.set(planned.id, { planned, entity });
      if (entity !== undefined) this.#befell.set(planned.id, entity);
    }
  }

  /** Rain of the programme at a time, switched off or not by now. */
  showers(time: number): readonly Planned[] {
    return this.#programme
      .between(time, time + 1)
      .filter(({ type, id }) => type === "heavy-rain" && !this.#off.has(id));
  }

  /** Switches an incident, at once where it is under way; undefined where none of that id is told now. */
  enable(id: string, enabled: boolean): Incident | undefined {
    const planned = this.#told().find((each) => each.id === id);
    if (planned === undefined) return undefined;
    if (enabled) this.#off.delete(id);
    else this.#off.add(id);
    this.step(this.#time);
    return this.#incident(planned);
  }

  /** Those of the last hours and the next ones, by their beginning. */
  list(): readonly Incident[] {
    const told = this.#told();
    const known = new Set(told.map(({ id }) => id));
    for (const id of this.#off) if (!known.has(id)) this.#off.delete(id);
    for (const id of this.#befell.keys()) if (!known.has(id)) this.#befell.delete(id);
    return told.map((planned) => this.#incident(planned));
  }

  #told(): readonly Planned[] {
    return this.#programme.between(this.#time - PAST, this.#time + AHEAD);
  }

  #incident(planned: Planned): Incident {
    const { id, type, title, from, to } = planned;
    const entity = this.#befell.get(id);
    const enabled = !this.#off.has(id);
    const active = this.#active.has(id);
    const moved = active && entity !== undefined ? this.#effects.placeOf(entity) : undefined;
    const point = moved ?? planned.point;
    return {
      id,
      type,
      title,
      ...(point === undefined ? {} : { at: this.#geodetic(point) }),
      ...(entity === undefined ? {} : { entity }),
      from,
      to,
      enabled,
      state: this.#stateOf(planned),
    };
  }

  #stateOf({ id, from, to }: Planned): Incident["state"] {
    if (this.#off.has(id)) return "off";
    if (to <= this.#time) return "over";
    return from <= this.#time && this.#active.has(id) ? "active" : "planned";
  }

  #geodetic(point: PlanePoint): NonNullable<Incident["at"]> {
    const [longitude, latitude, height] = this.#plane.geodetic(...point);
    return { longitude, latitude, height };
  }
}
