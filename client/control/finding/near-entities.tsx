import { useEffect, useMemo } from "preact/hooks";
import type { Position } from "../../../shared/observation.ts";
import type { NearEntity } from "../../../shared/spatial.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { KindSymbol } from "../../ui/kind-symbol.tsx";
import { poll } from "../../ui/poll.ts";
import { Skeleton, State } from "../../ui/state.tsx";
import { say } from "../../ui/words/say.ts";
import { OfNow } from "../moment/of-now.tsx";
import type { Room } from "../room.ts";
import { type Near, readNear } from "./read-near.ts";

/** Metres. */
const RADIUS = 300;
const SHOWN = 12;
/** Milliseconds. */
const PERIOD = 3_000;

export interface NearEntitiesProps {
  readonly position: Position;
  readonly room: Room;
}

/** Who is near a place now, nearest first, each to be chosen. */
export function NearEntities({ position, room }: NearEntitiesProps) {
  const { longitude, latitude } = position;
  const asked = useMemo(() => {
    const near = `${longitude},${latitude}`;
    const query = new URLSearchParams({ near, radius: `${RADIUS}`, limit: `${SHOWN}` });
    return poll({ url: `/api/entities?${query}`, every: PERIOD, read: readNear });
  }, [longitude, latitude]);
  useEffect(() => () => asked.stop(), [asked]);
  const polled = asked.current.value;
  return (
    <section class="near" aria-label={say("finding.near", { radius: RADIUS })}>
      <h4>{say("finding.near", { radius: RADIUS })}</h4>
      <OfNow room={room} />
      {polled.state === "loading" && <Skeleton />}
      {"problem" in polled && (
        <State
          as="attention"
          banner
          title={say("finding.near-failed", { message: polled.problem.message })}
        />
      )}
      {"data" in polled && <NearList near={polled.data} room={room} />}
    </section>
  );
}

function NearList({ near: { entities, matched }, room }: { near: Near; room: Room }) {
  if (entities.length === 0) return <p class="quiet">{say("finding.near-none")}</p>;
  const more = matched - entities.length;
  return (
    <>
      <ul class="near-list">
        {entities.map((entity) => (
          <NearRow key={entity.id} entity={entity} room={room} />
        ))}
      </ul>
      {more > 0 && <p class="quiet near-more">{say("finding.near-more", { count: more })}</p>}
    </>
  );
}

function NearRow({ entity, room }: { entity: NearEntity; room: Room }) {
  const { id, kind, name = id, provenance, stale, motion, distance } = entity;
  const choose = () => {
    room.selection.select({ type: "entity", id });
    room.scene.peek()?.flyToEntity(id);
  };
  return (
    <li>
      <button type="button" class="row-button" title={id} onClick={choose}>
        <KindSymbol {...{ kind, provenance, stale }} headingDegrees={motion?.headingDegrees} />
        <span class="row-name">{name}</span>
        <span class="quiet near-distance">{formatNumber(distance, { digits: 0 })} m</span>
      </button>
    </li>
  );
}
