import { computed, effect, signal } from "@preact/signals";
import { render } from "preact";
import { ENTITY_KINDS } from "../../shared/entity.ts";
import { Link } from "../twin/link.ts";
import { Selection } from "../twin/selection.ts";
import { Store } from "../twin/store.ts";
import { everySecond } from "../ui/beat.ts";
import { createDocks } from "../ui/docks.ts";
import { fitsBothDocks, isRoomy } from "../ui/media.ts";
import { poll } from "../ui/poll.ts";
import { remembered, rememberedSet } from "../ui/remembered.ts";
import { createTheme } from "../ui/theme.ts";
import { setTimeZone } from "../ui/time-zone.ts";
import { chooseLanguage, language } from "../ui/words/language.ts";
import { say } from "../ui/words/say.ts";
import { ControlPage } from "./control-page.tsx";
import { listenToKeys } from "./keys.ts";
import { loadCity } from "./load-city.ts";
import { mountScene } from "./mount-scene.ts";
import { readSimulation } from "./read-simulation.ts";
import { readSources } from "./read-sources.ts";
import type { Room } from "./room.ts";
import { showSelection } from "./show-selection.ts";

language.value = chooseLanguage(location.search, navigator.languages);
effect(() => {
  document.documentElement.lang = language.value;
  document.title = say("app.title");
});

const city = loadCity();
effect(() => {
  const zone = city.value.state === "ready" ? city.value.city.timeZone : undefined;
  if (typeof zone === "string") setTimeZone(zone);
});

const store = new Store();
const link = new Link({ store });
const selection = new Selection();
const theme = createTheme("control", ["night", "grey"], "night");
const quality = remembered("quality", ["automatic", "low", "medium", "high"], "automatic");
const light = remembered("light", ["clock", "day", "dusk", "night"], "clock");
const hiddenKinds = rememberedSet("hidden-kinds", ENTITY_KINDS);
const keysShown = signal(false);
// On a small screen the map comes first until there is something to tell of; the inspector then
// stays, as a map that changed its size with every choice would be hard to look at.
const isToldOf = signal(false);
effect(() => {
  if (selection.current.value !== undefined || keysShown.value) isToldOf.value = true;
});
const docks = createDocks(
  { left: signal(true), right: computed(() => isRoomy.value || isToldOf.value) },
  ["kinds", "views", "simulation", "sources", "inspector", "keys"],
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
    selection,
    city,
    theme,
    quality,
    light,
    hiddenKinds,
    simulation,
  },
});

const room: Room = {
  store,
  link,
  selection,
  city,
  scene,
  sceneFault: fault,
  sources: poll({ url: "/api/sources", every: 2_000, read: readSources }),
  simulation,
  counts: computed(() => {
    everySecond.value;
    return store.counts(link.serverNow());
  }),
  docks,
  theme,
  quality,
  light,
  hiddenKinds,
  keysShown,
};

listenToKeys(room, map);
const page = document.getElementById("page");
if (page === null) throw new Error("index.html has no #page");
render(<ControlPage room={room} map={map} />, page);
