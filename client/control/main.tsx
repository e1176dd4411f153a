import { computed, effect, signal } from "@preact/signals";
import { render } from "preact";
import { ENTITY_KINDS } from "../../shared/entity.ts";
import { Answers } from "../twin/answers.ts";
import { CityClock } from "../twin/city-clock.ts";
import { Link } from "../twin/link.ts";
import { Selection } from "../twin/selection.ts";
import { Store } from "../twin/store.ts";
import { everySecond } from "../ui/beat.ts";
import { createDocks } from "../ui/docks.ts";
import { KeyTable } from "../ui/key-table.ts";
import { fitsBothDocks, isRoomy } from "../ui/media.ts";
import { poll } from "../ui/poll.ts";
import { remembered, rememberedSet } from "../ui/remembered.ts";
import { rememberedNames } from "../ui/remembered-names.ts";
import { rememberedNumber } from "../ui/remembered-number.ts";
import { createTheme } from "../ui/theme.ts";
import { setTimeZone } from "../ui/time-zone.ts";
import { chooseLanguage, language } from "../ui/words/language.ts";
import { AreaDesk } from "./areas/area-desk.ts";
import { areasKeys } from "./areas/areas-keys.ts";
import { lookKeys } from "./camera/look-keys.ts";
import { Colours } from "./colours/colours.ts";
import { coloursKeys } from "./colours/colours-keys.ts";
import { ControlPage } from "./control-page.tsx";
import { Received } from "./finding/received.ts";
import { createSearch } from "./finding/search.ts";
import { searchKeys } from "./finding/search-keys.ts";
import { pageKeys } from "./keys.ts";
import { LayerChoices } from "./layers/layer-choices.ts";
import { loadCity } from "./load-city.ts";
import { momentKeys } from "./moment/moment-keys.ts";
import { mountScene } from "./mount-scene.ts";
import { beginPage } from "./page/begin-page.ts";
import { LOOKS } from "./page/look-link.ts";
import { createPageState } from "./page/page-state.ts";
import { FOLDED_AT_FIRST, PANEL_IDS } from "./page/panel-list.ts";
import { isOff, screenKeys } from "./page/screen-keys.ts";
import { readViewLink } from "./page/view-link.ts";
import { readSimulation } from "./read-simulation.ts";
import { readSources } from "./read-sources.ts";
import type { Room } from "./room.ts";
import type { FeatureColors } from "./scene/looks/feature-colors.ts";
import { showSelection } from "./show-selection.ts";
import { timelineKeys } from "./timeline/timeline-keys.ts";
import { toolsKeys } from "./tools/tools-keys.ts";

language.value = chooseLanguage(location.search, navigator.languages);
effect(() => {
  document.documentElement.lang = language.value;
});

const asked = readViewLink(location.search);
const city = loadCity();
effect(() => {
  const zone = city.value.state === "ready" ? city.value.city.timeZone : undefined;
  if (typeof zone === "string") setTimeZone(zone);
});

const store = new Store();
const answers = new Answers();
const clock: CityClock = new CityClock(() => link.serverNow());
const link = new Link({ store, answers, clock });
const selection = new Selection();
const theme = createTheme("control", ["night", "grey"], "night");
const quality = remembered("quality", ["automatic", "low", "medium", "high"], "automatic");
const light = remembered("light", LOOKS.light, "clock");
const buildings = remembered("buildings", LOOKS.buildings, "plaster");
const labels = remembered("labels", LOOKS.labels, "on");
const hiddenKinds = rememberedSet("hidden-kinds", ENTITY_KINDS);
const hiddenSources = rememberedNames("hidden-sources", 64);
const layers = new LayerChoices(city);
const colours = new Colours(city);
const groundClearness = rememberedNumber("ground-clearness", [0, 100], 70);
const levelColours = signal<FeatureColors | undefined>(undefined);
const statisticsShown = remembered("statistics", ["on", "off"], "off");
const keysShown = signal(false);
// On a small screen the map comes first until there is something to tell of; the inspector then
// stays, as a map that changed its size with every choice would be hard to look at.
const isToldOf = signal(false);
effect(() => {
  if (selection.current.value !== undefined || keysShown.value) isToldOf.value = true;
});
const docks = createDocks(
  { left: signal(true), right: computed(() => isRoomy.value || isToldOf.value) },
  { panels: PANEL_IDS, folded: FOLDED_AT_FIRST },
  fitsBothDocks,
);
showSelection(selection, docks);

const simulation = poll({ url: "/api/simulation", every: 3_000, read: readSimulation });
const map = document.createElement("div");
map.className = "map-canvas";
const { scene, fault } = mountScene({
  ...{
    container: map,
    store,
    link,
    clock,
    selection,
    city,
    theme,
    quality,
    light,
    buildings,
    labels,
    hiddenKinds,
    hiddenSources,
    layers,
    colours,
    groundClearness,
    levelColours,
    simulation,
  },
});

const room: Room = {
  store,
  link,
  clock,
  answers,
  selection,
  city,
  scene,
  areas: new AreaDesk({ answers, selection, scene, docks, clock }),
  sceneFault: fault,
  sources: poll({ url: "/api/sources", every: 2_000, read: readSources }),
  simulation,
  counts: computed(() => {
    everySecond.value;
    return store.counts(clock.now());
  }),
  docks,
  keys: new KeyTable(),
  theme,
  quality,
  light,
  buildings,
  labels,
  hiddenKinds,
  hiddenSources,
  layers,
  colours,
  groundClearness,
  levelColours,
  statisticsShown,
  search: createSearch((text, signal) => answers.search(text, signal)),
  received: new Received(store, selection, clock),
  keysShown,
  page: createPageState(asked.link, asked.unread),
};

// One line for each folder that has keys.
room.keys.add(pageKeys(room, map));
room.keys.add(searchKeys(room));
room.keys.add(lookKeys(room));
room.keys.add(coloursKeys(room));
room.keys.add(toolsKeys(room));
room.keys.add(timelineKeys(room));
room.keys.add(areasKeys(room));
room.keys.add(momentKeys(room));
room.keys.add(screenKeys(room));
room.keys.listen((line) => isOff(room, line));
beginPage(room, asked.link);

const page = document.getElementById("page");
if (page === null) throw new Error("index.html has no #page");
render(<ControlPage room={room} map={map} />, page);
