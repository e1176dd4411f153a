import type { ReadonlySignal, Signal } from "@preact/signals";
import type { EntityKind } from "../../shared/entity.ts";
import type { Simulation } from "../../shared/simulation.ts";
import type { Answers } from "../twin/answers.ts";
import type { CityClock } from "../twin/city-clock.ts";
import type { StoreCounts } from "../twin/counts.ts";
import type { Link } from "../twin/link.ts";
import type { Selection } from "../twin/selection.ts";
import type { Store } from "../twin/store.ts";
import type { Docks } from "../ui/docks.ts";
import type { KeyTable } from "../ui/key-table.ts";
import type { Poll } from "../ui/poll.ts";
import type { AreaDesk } from "./areas/area-desk.ts";
import type { Colours } from "./colours/colours.ts";
import type { Received } from "./finding/received.ts";
import type { Search } from "./finding/search.ts";
import type { LayerChoices } from "./layers/layer-choices.ts";
import type { CityState } from "./load-city.ts";
import type { PageState } from "./page/page-state.ts";
import type { SourcesAnswer } from "./read-sources.ts";
import type { FeatureColors } from "./scene/looks/feature-colors.ts";
import type { BuildingColors, LightSetting, QualitySetting, Scene } from "./scene.ts";

/** What the page's panels are about: the twin, the map, and what the person has set. */
export interface Room {
  readonly store: Store;
  readonly link: Link;
  /** Which time is shown. */
  readonly clock: CityClock;
  /** The server's spatial answers. */
  readonly answers: Answers;
  readonly selection: Selection;
  readonly city: ReadonlySignal<CityState>;
  /** The map; undefined while it loads, and for good where it cannot be drawn. */
  readonly scene: ReadonlySignal<Scene | undefined>;
  /** Districts and regions: how the person sees them, and what is done with them. */
  readonly areas: AreaDesk;
  /** Why there is no map, for people. */
  readonly sceneFault: ReadonlySignal<string | undefined>;
  readonly sources: Poll<SourcesAnswer>;
  readonly simulation: Poll<Simulation>;
  /** Who is in the picture, counted once a second. */
  readonly counts: ReadonlySignal<StoreCounts>;
  readonly docks: Docks;
  /** Every key of the page: what it does, and its words in the help. */
  readonly keys: KeyTable;
  readonly theme: Signal<"night" | "grey">;
  readonly quality: Signal<QualitySetting>;
  readonly light: Signal<LightSetting>;
  /** What the buildings are coloured by. */
  readonly buildings: Signal<BuildingColors>;
  /** Whether names are written on the map. */
  readonly labels: Signal<"on" | "off">;
  readonly hiddenKinds: Signal<ReadonlySet<EntityKind>>;
  readonly hiddenSources: Signal<ReadonlySet<string>>;
  /** Which layers of the city are drawn. */
  readonly layers: LayerChoices;
  /** What the things of the city's tiles are coloured by, and which of them are shown. */
  readonly colours: Colours;
  /** How clear the ground is while something under it is shown: 0 is not at all, 100 is gone. */
  readonly groundClearness: Signal<number>;
  /** Colours that developers look by, before all others. */
  readonly levelColours: Signal<FeatureColors | undefined>;
  /** Whether the developers' statistics are shown. */
  readonly statisticsShown: Signal<"on" | "off">;
  readonly search: Search;
  /** What came of the selected entity since it was selected. */
  readonly received: Received;
  readonly keysShown: Signal<boolean>;
  /** What this page is among other pages, and how much of it is shown. */
  readonly page: PageState;
}
