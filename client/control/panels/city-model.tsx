import { language } from "../../ui/words/language.ts";
import { languageOf } from "../../ui/words/language-of.ts";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";

/** Where attributes come from: the city model, and whom it credits. */
export function CityModel({ room }: { room: Room }) {
  const found = room.city.value;
  if (found.state !== "ready") return null;
  const { name, attribution, invented } = found.city;
  return (
    <>
      <dt>{say("inspector.source")}</dt>
      <dd>
        {say("building.model", { city: name[language.value] })}
        {invented === true && <p title={say("map.invented-title")}>{say("map.invented")}</p>}
        {attribution.map((credit) => (
          <p key={credit} class="quiet" lang={languageOf(credit)}>
            {credit}
          </p>
        ))}
      </dd>
    </>
  );
}
