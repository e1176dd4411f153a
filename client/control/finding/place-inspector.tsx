import { MapPin } from "lucide";
import { useEffect } from "preact/hooks";
import type { Found } from "../../../shared/found.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { announce } from "../../ui/live-region.tsx";
import { language } from "../../ui/words/language.ts";
import { say } from "../../ui/words/say.ts";
import { ClearButton } from "../panels/clear-button.tsx";
import type { Room } from "../room.ts";
import { AreaFacts } from "./area-facts.tsx";
import { Coordinates } from "./coordinates.tsx";
import { FlyButton } from "./fly-button.tsx";
import { NearEntities } from "./near-entities.tsx";
import { PLACE_ICONS } from "./place-icons.ts";

type Place = Extract<Found, { type: "place" }>;

/** The selected place: what it is, where, and who is near it now. */
export function PlaceInspector({ place, room }: { place: Place; room: Room }) {
  const name = place.name[language.value];
  const other = place.name[language.value === "ja" ? "en" : "ja"];
  useEffect(() => announce(say("inspector.said", { name })), [name]);
  return (
    <div class="place">
      <div class="entity-head">
        <Icon of={PLACE_ICONS[place.place] ?? MapPin} class="large" />
        <div>
          <h3>{name}</h3>
          <p>
            <span class="quiet">{say(`finding.place-${place.place}`)}</span>
            {other !== name && (
              <span class="quiet" lang={language.value === "ja" ? "en" : "ja"}>
                {other}
              </span>
            )}
          </p>
        </div>
      </div>
      <div class="entity-actions">
        <FlyButton position={place.position} room={room} />
        <ClearButton room={room} />
      </div>
      <dl class="facts">
        <Where place={place} room={room} />
        <Coordinates position={place.position} />
        <dt>{say("inspector.id")}</dt>
        <dd class="with-copy">
          <span class="code">{place.id}</span>
          <CopyButton text={place.id} />
        </dd>
      </dl>
      <NearEntities position={place.position} room={room} />
    </div>
  );
}

/** Its district: from the districts' shapes, or as the search told it where they have not come. */
function Where({ place, room }: { place: Place; room: Room }) {
  if (place.place === "district") return null;
  if (room.answers.districts.value.state === "ready")
    return <AreaFacts position={place.position} room={room} />;
  if (place.district === undefined) return null;
  return (
    <>
      <dt>{say("finding.district")}</dt>
      <dd>{place.district[language.value]}</dd>
    </>
  );
}
