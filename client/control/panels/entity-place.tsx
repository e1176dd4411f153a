import type { Position } from "../../../shared/observation.ts";
import type { Clearance } from "../../../shared/spatial.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { Quantity } from "../../ui/quantity.tsx";
import { say } from "../../ui/words/say.ts";
import { cityFloor } from "../city-floor.ts";
import { AreaFacts } from "../finding/area-facts.tsx";
import type { CityState } from "../load-city.ts";
import type { EntityFacts } from "../read-entity.ts";
import type { Room } from "../room.ts";

/** Where an entity is and where it is heading. */
export function EntityPlace({ facts, room }: { facts: EntityFacts; room: Room }) {
  const { position, motion, clearance } = facts;
  if (position === undefined) return <p class="quiet">{say("inspector.no-position")}</p>;
  return (
    <>
      <h4>{say("inspector.position")}</h4>
      <dl class="facts">
        <dt>{say("inspector.longitude")}</dt>
        <dd>
          <Quantity value={position.longitude} digits={6} unit="°" />
        </dd>
        <dt>{say("inspector.latitude")}</dt>
        <dd>
          <Quantity value={position.latitude} digits={6} unit="°" />
        </dd>
        <dt>{say("inspector.height")}</dt>
        <dd>
          <Height position={position} city={room.city.value} />
        </dd>
        {clearance !== undefined && <ClearanceFact of={clearance} />}
        <dt>{say("inspector.heading")}</dt>
        <dd>
          <Quantity value={motion.headingDegrees} digits={1} unit="°" />
        </dd>
        <AreaFacts position={position} room={room} />
      </dl>
    </>
  );
}

/** How far it is down to what is beneath a drone. */
function ClearanceFact({ of: { above, building = "", clearance } }: { of: Clearance }) {
  const beneath = above === "roof" ? say("finding.above-roof", { building }) : undefined;
  return (
    <>
      <dt>{say("finding.clearance")}</dt>
      <dd title={say("finding.clearance-how")}>
        <Quantity value={clearance} digits={1} unit="m" />
        <span class="quiet height-note">
          {clearance < 0 && above === "roof"
            ? say("finding.inside", { building })
            : (beneath ?? say("finding.above-ground"))}
        </span>
      </dd>
    </>
  );
}

/** The height as it was said, and what the map makes of it where it cannot be drawn so. */
function Height({ position, city }: { position: Position; city: CityState }) {
  const { height } = position;
  if (height === undefined) return <span class="quiet">{say("inspector.height-unknown")}</span>;
  const ground = city.state === "ready" ? cityFloor(city.city) : 0;
  return (
    <>
      <Quantity value={height} digits={1} unit="m" />
      <span class="quiet height-note">
        {height < ground
          ? say("inspector.height-below", { ground: formatNumber(ground, { digits: 1 }) })
          : say("inspector.height-datum")}
      </span>
    </>
  );
}
