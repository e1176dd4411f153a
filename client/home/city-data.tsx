import type { ReadonlySignal } from "@preact/signals";
import type { City } from "../../shared/city.ts";
import { SourceList } from "../ui/source-list.tsx";
import { say } from "../ui/words/say.ts";

/** Whose data the city is made of, or that it is invented. */
export function CityData({ described }: { described: ReadonlySignal<City | undefined> }) {
  const city = described.value;
  if (city === undefined) return null;
  const { invented, sources = [], attribution } = city;
  return (
    <div class="home-data">
      <h3>{say("model.home-data")}</h3>
      {invented === true && <p>{say("map.invented-title")}</p>}
      <SourceList sources={sources} credits={attribution} />
    </div>
  );
}
