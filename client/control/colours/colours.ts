import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { City, CityAttribute } from "../../../shared/city.ts";
import { keep, kept } from "../../ui/kept.ts";
import { layerKey } from "../layers/layer-key.ts";
import type { CityState } from "../load-city.ts";
import type { FeatureColors } from "../scene/looks/feature-colors.ts";
import { type Classing, type ColourChoice, readColour, writeColour } from "./colour-choice.ts";
import { type ColourPlan, colourPlan, isOrdered } from "./colour-plan.ts";
import { isTelling } from "./is-telling.ts";

const KEPT = "colour";

/** What the city is coloured by, and what of it is shown: kept by this browser, and told by a link. */
export class Colours {
  readonly choice: Signal<ColourChoice | undefined>;
  /** Attributes that the city can be coloured by. */
  readonly attributes: ReadonlySignal<readonly CityAttribute[]>;
  /** Undefined where the city has no such attribute, or is coloured by none. */
  readonly plan: ReadonlySignal<ColourPlan | undefined>;
  /** The same for the map. */
  readonly ofFeatures: ReadonlySignal<FeatureColors | undefined>;
  readonly #city: ReadonlySignal<CityState>;
  /** What was chosen last, for the key that goes to and fro. */
  #last: string | undefined;

  constructor(city: ReadonlySignal<CityState>) {
    this.#city = city;
    const found = readColour(new URLSearchParams(kept(KEPT) ?? ""));
    this.choice = signal(typeof found === "object" && found !== null ? found : undefined);
    this.attributes = computed(() => colourable(cityOf(city.value)));
    this.plan = computed(() => {
      const choice = this.choice.value;
      const attribute = this.attributes.value.find(({ id }) => id === choice?.column);
      if (choice === undefined || attribute === undefined) return undefined;
      return colourPlan(attribute, choice, featuresOf(cityOf(city.value), attribute));
    });
    this.ofFeatures = computed(() => {
      const plan = this.plan.value;
      return plan && featureColours(plan, cityOf(city.value));
    });
    effect(() => this.#keep(this.choice.value));
  }

  /** Colours by an attribute; by none where undefined. */
  choose(column: string | undefined): void {
    if (column === this.choice.peek()?.column) return;
    this.choice.value =
      column === undefined ? undefined : { column, classing: "quantiles", hidden: [] };
  }

  /** The attribute that the city was coloured by last, where it has it. */
  get last(): string | undefined {
    return this.attributes.peek().find(({ id }) => id === this.#last)?.id;
  }

  classBy(classing: Classing): void {
    const { choice } = this;
    // Classes of another kind are other classes.
    if (choice.value !== undefined) choice.value = { ...choice.value, classing, hidden: [] };
  }

  /** Shows a class, or hides it. */
  toggle(key: string): void {
    const { choice } = this;
    if (choice.value === undefined) return;
    const { hidden } = choice.value;
    const without = hidden.filter((each) => each !== key);
    choice.value = {
      ...choice.value,
      hidden: without.length < hidden.length ? without : [...hidden, key],
    };
  }

  /** Shows only what lies in a range; everything where undefined. */
  within(range: readonly [number, number] | undefined): void {
    const { choice } = this;
    if (choice.value === undefined) return;
    const { range: _before, ...rest } = choice.value;
    choice.value = range === undefined ? rest : { ...rest, range };
  }

  hideAll(keys: readonly string[]): void {
    const { choice } = this;
    if (choice.value !== undefined) choice.value = { ...choice.value, hidden: keys };
  }

  /** Whether things of a layer tell an attribute; of the buildings' own where undefined. */
  tells({ layers }: CityAttribute, key: string | undefined): boolean {
    const city = cityOf(this.#city.peek());
    return layers.some((place) => {
      const layer = city?.layers?.[place];
      if (layer === undefined) return false;
      return key === undefined ? layer.role === "buildings" : layerKey(layer) === key;
    });
  }

  /** Whether colours by it would show something. */
  isTelling(attribute: CityAttribute): boolean {
    return isTelling(attribute, featuresOf(cityOf(this.#city.peek()), attribute));
  }

  showAll(): void {
    const { choice } = this;
    if (choice.value === undefined) return;
    const { column, classing } = choice.value;
    choice.value = { column, classing, hidden: [] };
  }

  #keep(choice: ColourChoice | undefined): void {
    if (choice !== undefined) this.#last = choice.column;
    const query = new URLSearchParams();
    writeColour(choice, query);
    if ((kept(KEPT) ?? "colour=") !== query.toString()) keep(KEPT, query.toString());
  }
}

function cityOf(state: CityState): City | undefined {
  return state.state === "ready" ? state.city : undefined;
}

/** Those that something has, and of which there are classes. */
function colourable(city: City | undefined): readonly CityAttribute[] {
  return (city?.attributes ?? []).filter((attribute) => {
    const { type, known, values } = attribute;
    if (known === 0 || type === "text") return false;
    if (type === "boolean" || isOrdered(attribute)) return true;
    return values !== undefined && values.length > 0;
  });
}

/** How many things the layers that have an attribute hold together. */
function featuresOf(city: City | undefined, { layers }: CityAttribute): number | undefined {
  let sum = 0;
  for (const place of layers) {
    const count = city?.layers?.[place]?.count;
    if (count === undefined) return undefined;
    sum += count;
  }
  return sum;
}

function featureColours(plan: ColourPlan, city: City | undefined): FeatureColors {
  const { attribute, classes, codeOf, classOf, isShown } = plan;
  const keys = attribute.layers.flatMap((place) => {
    const layer = city?.layers?.[place];
    return layer === undefined ? [] : [layerKey(layer)];
  });
  return {
    column: `attribute/${attribute.id}`,
    layers: new Set(keys),
    codeOf: (property) => codeOf(property(attribute.id)),
    ...{ classOf, isShown, colors: classes.map(({ color }) => color) },
  };
}
