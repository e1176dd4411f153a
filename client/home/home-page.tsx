import type { ReadonlySignal, Signal } from "@preact/signals";
import { Languages, Palette } from "lucide";
import type { City } from "../../shared/city.ts";
import { BUILD } from "../ui/build-facts.ts";
import { Choice } from "../ui/choice.tsx";
import { LiveRegion } from "../ui/live-region.tsx";
import type { Poll } from "../ui/poll.ts";
import { language, setLanguage } from "../ui/words/language.ts";
import { say } from "../ui/words/say.ts";
import { CityData } from "./city-data.tsx";
import { CityNow, type CityNowProps } from "./city-now.tsx";
import { PageCards } from "./page-cards.tsx";
import type { NamedCity } from "./read-named-city.ts";
import { Skyline } from "./skyline.tsx";

export interface HomePageProps extends CityNowProps {
  readonly theme: Signal<"night" | "grey">;
  readonly city: Poll<NamedCity>;
  /** What the city says of itself, once it is known. */
  readonly described: ReadonlySignal<City | undefined>;
}

/** What Machinami is, the pages there are, and the city now. */
export function HomePage({ theme, city, described, census, feeds }: HomePageProps) {
  return (
    <div class="home">
      <header class="home-settings">
        <Settings theme={theme} />
      </header>
      <main>
        <h1>
          Machinami <span lang="ja">町並み</span>
        </h1>
        <p class="home-what">{say("page.home-what")}</p>
        <PageCards />
        <section class="home-now" aria-labelledby="city">
          <CityName city={city} />
          <CityNow census={census} feeds={feeds} />
          <CityData described={described} />
        </section>
      </main>
      <Skyline />
      <footer>
        <span>{say("page.about-version", { version: BUILD.version })}</span>
        <a href="/api/openapi.json">{say("page.home-api")}</a>
      </footer>
      <LiveRegion />
    </div>
  );
}

function CityName({ city }: { city: Poll<NamedCity> }) {
  const polled = city.current.value;
  const name = "data" in polled ? polled.data.name : undefined;
  return (
    <h2 id="city">
      {name !== undefined
        ? say("page.home-city", { name: name[language.value] })
        : say(polled.state === "ready" ? "page.home-no-city" : "page.home-now")}
    </h2>
  );
}

function Settings({ theme }: { theme: Signal<"night" | "grey"> }) {
  return (
    <>
      <Choice
        icon={Languages}
        label={say("setting.language")}
        value={language.value}
        choices={[
          ["en", "English"],
          ["ja", "日本語"],
        ]}
        onChoose={setLanguage}
      />
      <Choice
        icon={Palette}
        label={say("setting.theme")}
        value={theme.value}
        choices={[
          ["night", say("theme.night")],
          ["grey", say("theme.grey")],
        ]}
        onChoose={(next) => {
          theme.value = next;
        }}
      />
    </>
  );
}
