import { computed, effect, signal } from "@preact/signals";
import { render } from "preact";
import type { City } from "../../shared/city.ts";
import { readCity } from "../../shared/read-city.ts";
import { fetchJson } from "../ui/fetch-json.ts";
import { poll } from "../ui/poll.ts";
import { createTheme } from "../ui/theme.ts";
import { setTimeZone } from "../ui/time-zone.ts";
import { chooseLanguage, language } from "../ui/words/language.ts";
import { say } from "../ui/words/say.ts";
import { HomePage } from "./home-page.tsx";
import { readCensus } from "./read-census.ts";
import { readFeeds } from "./read-feeds.ts";
import { readNamedCity } from "./read-named-city.ts";

language.value = chooseLanguage(location.search, navigator.languages);
effect(() => {
  document.documentElement.lang = language.value;
  document.title = say("page.home-title");
});

const city = poll({ url: "/api/cities", every: 10_000, read: readNamedCity });
const cityUrl = computed(() => {
  const polled = city.current.value;
  return "data" in polled ? polled.data.url : undefined;
});
const described = signal<City | undefined>(undefined);
effect(() => {
  if (cityUrl.value !== undefined) void describe(cityUrl.value);
});

/** Times are shown as they are in the city, and its sources are credited. */
async function describe(url: string): Promise<void> {
  described.value = readCity(await fetchJson(url));
  if (described.value?.timeZone !== undefined) setTimeZone(described.value.timeZone);
}

const page = document.getElementById("page");
if (page === null) throw new Error("index.html has no #page");
render(
  <HomePage
    // The theme of the pages that it leads to.
    theme={createTheme("control", ["night", "grey"], "night")}
    city={city}
    described={described}
    census={poll({ url: "/api/census", every: 2_000, read: readCensus })}
    feeds={poll({ url: "/api/sources", every: 2_000, read: readFeeds })}
  />,
  page,
);
