import type { Box } from "./place-labels.ts";

/** Milliseconds between two looks at what stands around on the map. */
const PERIOD = 700;

export interface Taken {
  readonly boxes: readonly Box[];
  /** Whether districts have their names from someone else already. */
  readonly areDistrictsNamed: boolean;
}

/** What lies over the map already: what stands in its corners, and what else is written on it. */
export class TakenBoxes {
  readonly #map: HTMLElement;
  #around: readonly Box[] = [];
  #lookedAt = Number.NEGATIVE_INFINITY;

  /** `map`: the element that is drawn in; what lies over it are its neighbours, and labels inside. */
  constructor(map: HTMLElement) {
    this.#map = map;
  }

  /** `now` in milliseconds. */
  at(now: number): Taken {
    const origin = this.#map.getBoundingClientRect();
    if (now - this.#lookedAt > PERIOD) {
      this.#lookedAt = now;
      this.#around = this.#neighbours()
        .map((each) => box(each, origin))
        .filter(({ width }) => width > 0);
    }
    const areas = [...this.#map.querySelectorAll(".area-label:not([hidden])")];
    return {
      boxes: [...this.#around, ...areas.map((each) => box(each, origin))],
      areDistrictsNamed: areas.some((each) => each.classList.contains("district")),
    };
  }

  /** What stands in a corner one by one: together it would take the whole corner. */
  #neighbours(): Element[] {
    return [...(this.#map.parentElement?.children ?? [])]
      .filter((each) => each !== this.#map)
      .flatMap((each) => (each.matches(".map-corner") ? [...each.children] : [each]));
  }
}

function box(element: Element, origin: DOMRect): Box {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { left: left - origin.left, top: top - origin.top, width, height };
}
