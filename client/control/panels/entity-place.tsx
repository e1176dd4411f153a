import type { Position } from "../../../shared/observation.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { Quantity } from "../../ui/quantity.tsx";
import { say } from "../../ui/words/say.ts";
import { cityFloor } from "../city-floor.ts";
import type { CityState } from "../load-city.ts";
import type { EntityFacts } from "../read-entity.ts";

/** Where an entity is and how it moves. */
export function EntityPlace({ facts, city }: { facts: EntityFacts; city: CityState }) {
  const { position, motion } = facts;
  if (position === undefined) return <p class="quiet">{say("inspector.no-position")}</p>;
  const { headingDegrees, speed } = motion;
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
          <Height position={position} city={city} />
        </dd>
      </dl>
      <h4>{say("inspector.motion")}</h4>
      <dl class="facts">
        <dt>{say("inspector.heading")}</dt>
        <dd>
          <Quantity value={headingDegrees} digits={1} unit="°" />
        </dd>
        <dt>{say("inspector.speed")}</dt>
        <dd>
          <Quantity value={speed} digits={1} unit="m/s" />
          {speed !== undefined && (
            <span class="quiet"> · {formatNumber(speed * 3.6, { digits: 0 })} km/h</span>
          )}
        </dd>
      </dl>
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
