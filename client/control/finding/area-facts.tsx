import type { Position } from "../../../shared/observation.ts";
import { language } from "../../ui/words/language.ts";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import { areasAt } from "./areas-at.ts";

/** The district and the regions that a position lies in, each to be gone to; nothing where there is none. */
export function AreaFacts({ position, room }: { position: Position; room: Room }) {
  const districts = room.answers.districts.value;
  const regions = room.answers.regions.value;
  const [district] = districts.state === "ready" ? areasAt(districts.data.features, position) : [];
  const within = regions.state === "ready" ? areasAt(regions.data.features, position) : [];
  const height = position.height ?? Number.NaN;
  const inside = within.filter(
    ({ properties: { floor, ceiling } }) =>
      !(height < (floor ?? -Infinity) || height > (ceiling ?? Infinity)),
  );
  const id = district?.id;
  return (
    <>
      {district !== undefined && id !== undefined && (
        <>
          <dt>{say("finding.district")}</dt>
          <dd>
            <AreaLink onChoose={() => room.selection.select({ type: "district", id: `${id}` })}>
              {language.value === "ja" ? district.properties.nameJa : district.properties.name}
            </AreaLink>
          </dd>
        </>
      )}
      {inside.length > 0 && (
        <>
          <dt>{say("finding.regions")}</dt>
          {inside.map(({ id: region, properties }) => (
            <dd key={region}>
              <AreaLink onChoose={() => room.selection.select({ type: "region", id: region })}>
                {properties.name}
              </AreaLink>
            </dd>
          ))}
        </>
      )}
    </>
  );
}

function AreaLink(props: { children: string; onChoose: () => void }) {
  return (
    <button type="button" class="text-button" onClick={props.onChoose}>
      {props.children}
    </button>
  );
}
