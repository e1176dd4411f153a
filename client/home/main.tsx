import { computed, effect } from "@preact/signals";
import { render } from "preact";
import { fetchJson } from "../ui/fetch-json.ts";
import { poll } from "../ui/poll.ts";
import { isRecord } from "../ui/read-untrusted.ts";
import { createTheme } from "../ui/theme.ts";
import { setTimeZone } from "../ui/time-zone.ts";
import { chooseLanguage, language } from "../ui/words/language.ts";
import { say } from "../ui/words/say.ts";
import { HomePage } from "./home-page.tsx";
import { readCensus } from "./read-census.ts";
import { readCity } from "./read-city.ts";
import { readFeeds } from "./read-feeds.ts";

language.value = chooseLanguage(location.search, navigator.languages);
effect(() => {
  document.documentElement.lang = language.value;
  document.title = say("page.home-title");
});

const city = poll({ url: "/api/cities", every: 10_000, read: readCity });
const cityUrl = computed(() => {
  const polled = city.current.value;
  return "data" in polled ? polled.data.url : undefined;
});
effect(() => {
  if (cityUrl.value !== undefined) void knowZone(cityUrl.value);
});

/** Times are shown as they are in the city. */
async function knowZone(url: string): Promise<void> {
  const described = await fetchJson(url);
  if (isRecord(described) && typeof described.timeZone === "string")
    setTimeZone(described.timeZone);
}

const page = document.getElementById("page");
if (page === null) throw new Error("index.html has no #page");
render(
  <HomePage
    // The theme of the pages that it leads to.
    theme={createTheme("control", ["night", "grey"], "night")}
    city={city}
    census={poll({ url: "/api/census", every: 2_000, read: readCensus })}
    feeds={poll({ url: "/api/sources", every: 2_000, read: readFeeds })}
  />,
  page,
);
