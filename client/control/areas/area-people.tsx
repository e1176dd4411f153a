import { useEffect, useMemo } from "preact/hooks";
import type { EntityState } from "../../../shared/entity-state.ts";
import { KindSymbol } from "../../ui/kind-symbol.tsx";
import { poll } from "../../ui/poll.ts";
import { Skeleton, State } from "../../ui/state.tsx";
import { say } from "../../ui/words/say.ts";
import { readEntity } from "../read-entity.ts";
import type { Room } from "../room.ts";

/** Rows at most; the counts above tell of all. */
const MOST = 50;
/** Milliseconds from one answer to the next question. */
const PERIOD = 3_000;

interface Inside {
  readonly entities: readonly EntityState[];
  readonly matched: number;
}

/** Who is in an area now, each to be selected. */
export function AreaPeople({ id, room }: { id: string; room: Room }) {
  const url = `/api/entities?within=${encodeURIComponent(id)}&limit=${MOST}`;
  const asked = useMemo(() => poll({ url, every: PERIOD, read: readInside }), [url]);
  useEffect(() => () => asked.stop(), [asked]);
  const polled = asked.current.value;
  return (
    <section aria-labelledby={`who-${id}`}>
      <h4 id={`who-${id}`}>{say("areas.who")}</h4>
      {polled.state === "loading" && <Skeleton />}
      {polled.state === "failed" && (
        <State as="error" title={say("areas.who-failed")}>
          <p>{polled.problem.message}</p>
        </State>
      )}
      {"data" in polled && <People of={polled.data} room={room} />}
    </section>
  );
}

function People({ of: { entities, matched }, room }: { of: Inside; room: Room }) {
  if (entities.length === 0) return <p class="quiet">{say("areas.who-none")}</p>;
  return (
    <>
      {matched > entities.length && (
        <p class="quiet areas-note">
          {say("areas.who-first", { shown: entities.length, count: matched })}
        </p>
      )}
      <ul class="area-people">
        {entities.map(({ id, name = id, kind, provenance, stale, motion }) => (
          <li key={id}>
            <button
              type="button"
              class="row-button"
              title={id}
              onClick={() => {
                room.selection.select({ type: "entity", id });
                room.scene.value?.flyToEntity(id);
              }}
            >
              <KindSymbol
                {...{ kind, provenance, stale }}
                headingDegrees={motion?.headingDegrees}
              />
              <span class="row-name">{name}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function readInside(body: unknown): Inside | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const { entities, matched } = body as { entities?: unknown; matched?: unknown };
  if (!Array.isArray(entities) || typeof matched !== "number") return undefined;
  const read = entities.map(readEntity);
  return read.includes(undefined) ? undefined : { entities: read as EntityState[], matched };
}
