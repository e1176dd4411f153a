import type { ReadonlySignal, Signal } from "@preact/signals";
import type { EntityKind } from "../../shared/entity.ts";
import type { Simulation } from "../../shared/simulation.ts";
import type { StoreCounts } from "../twin/counts.ts";
import type { Link } from "../twin/link.ts";
import type { Selection } from "../twin/selection.ts";
import type { Store } from "../twin/store.ts";
import type { Docks } from "../ui/docks.ts";
import type { Poll } from "../ui/poll.ts";
import type { CityState } from "./load-city.ts";
import type { SourcesAnswer } from "./read-sources.ts";
import type { LightSetting, QualitySetting, Scene } from "./scene.ts";

/** What the page's panels are about: the twin, the map, and what the person has set. */
export interface Room {
  readonly store: Store;
  readonly link: Link;
  readonly selection: Selection;
  readonly city: ReadonlySignal<CityState>;
  /** The map; undefined while it loads, and for good where it cannot be drawn. */
  readonly scene: ReadonlySignal<Scene | undefined>;
  /** Why there is no map, for people. */
  readonly sceneFault: ReadonlySignal<string | undefined>;
  readonly sources: Poll<SourcesAnswer>;
  readonly simulation: Poll<Simulation>;
  /** Who is in the picture, counted once a second. */
  readonly counts: ReadonlySignal<StoreCounts>;
  readonly docks: Docks;
  readonly theme: Signal<"night" | "grey">;
  readonly quality: Signal<QualitySetting>;
  readonly light: Signal<LightSetting>;
  readonly hiddenKinds: Signal<ReadonlySet<EntityKind>>;
  readonly keysShown: Signal<boolean>;
}
