import { KIND_TRAITS, staleAfter } from "../../../shared/entity.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { formatTime } from "../../ui/format-time.ts";
import { Skeleton } from "../../ui/state.tsx";
import { say } from "../../ui/words/say.ts";
import type { EntityFacts, EntityValue } from "../read-entity.ts";
import { isPart, readValue } from "../read-value.ts";
import type { Room } from "../room.ts";
import { HEIGHT, SPEED } from "./received.ts";
import { type ReceivedQuantity, ReceivedRow } from "./received-row.tsx";

export interface ReceivedListProps {
  readonly facts: EntityFacts;
  readonly room: Room;
  readonly now: number;
  readonly loading: boolean;
}

/** What an entity measures, and how it moved, since it was selected. */
export function ReceivedList({ facts, room, now, loading }: ReceivedListProps) {
  const since = Math.min(now, room.received.since.value);
  const quantities = [
    ...(KIND_TRAITS[facts.kind].moves ? motionOf(facts, room) : []),
    ...facts.values.map((value) => quantityOf(value, facts, room)),
  ];
  return (
    <>
      <h4>{say("received.title", { since: formatTime(since, "clock") })}</h4>
      {quantities.length === 0 && (loading ? <Skeleton /> : <NoValues />)}
      <ul class="received-list">
        {quantities.map((each) => (
          <ReceivedRow
            key={each.name}
            {...{ of: each, now, since }}
            gap={staleAfter(facts.kind, facts.interval)}
          />
        ))}
      </ul>
    </>
  );
}

function NoValues() {
  return <p class="quiet">{say("inspector.no-values")}</p>;
}

function motionOf(facts: EntityFacts, room: Room): ReceivedQuantity[] {
  const { motion, position } = facts;
  const rounded = (unit: string) => (value: number) => ({
    text: formatNumber(value, { digits: 1 }),
    unit,
  });
  const speed = {
    ...{ name: SPEED, label: say("inspector.speed"), value: motion.speed, scale: 1 },
    ...{ told: rounded("m/s"), course: room.received.courseOf(SPEED) },
    ...(motion.speed === undefined ? {} : { also: kilometres(motion.speed) }),
  };
  const height = {
    ...{ name: HEIGHT, label: say("inspector.height"), value: position?.height, scale: 1 },
    ...{ told: rounded("m"), course: room.received.courseOf(HEIGHT) },
  };
  return [speed, height].filter(({ value, course }) => value !== undefined || course !== undefined);
}

function kilometres(speed: number): string {
  return `${formatNumber(speed * 3.6, { digits: 0 })} km/h`;
}

function quantityOf(
  { name, value, observedAt }: EntityValue,
  { provenance }: EntityFacts,
  room: Room,
): ReceivedQuantity {
  const told = (each: number) => readValue(name, each, provenance);
  return {
    ...{ name, label: told(value).label, value, told },
    ...(observedAt === undefined ? {} : { observedAt }),
    scale: isPart(name, value) ? 100 : 1,
    course: room.received.courseOf(name),
  };
}
