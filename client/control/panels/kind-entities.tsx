import type { EntityKind } from "../../../shared/entity.ts";
import { ENTITY_KINDS, staleAfter } from "../../../shared/entity.ts";
import type { Description, Store } from "../../twin/store.ts";
import { Age } from "../../ui/age.tsx";
import { everySecond } from "../../ui/beat.ts";
import { KindSymbol } from "../../ui/kind-symbol.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";

const MOST = 50;

export interface KindEntitiesProps {
  readonly kind: EntityKind;
  readonly room: Room;
  readonly total: number;
}

/** The first entities of a kind as buttons, so that the keyboard too can reach them. */
export function KindEntities({ kind, room, total }: KindEntitiesProps) {
  everySecond.value;
  const found = firstOf(room.store, kind);
  if (found.length === 0) return <p class="kind-list-note quiet">{say("kinds.none-of-kind")}</p>;
  const now = room.clock.now();
  return (
    <>
      {total > found.length && (
        <p class="kind-list-note quiet">
          {say("kinds.first-of", { shown: found.length, count: total })}
        </p>
      )}
      <ul class="kind-list">
        {found.map((entity) => (
          <EntityRow key={entity.id} entity={entity} room={room} now={now} />
        ))}
      </ul>
    </>
  );
}

function EntityRow({ entity, room, now }: { entity: Description; room: Room; now: number }) {
  const { id, kind, name = id, observedAt, interval, provenance, motion } = entity;
  const limit = staleAfter(kind, interval);
  const selected = room.selection.current.value;
  const isSelected = selected?.type === "entity" && selected.id === id;
  const choose = () => {
    room.selection.select({ type: "entity", id });
    room.scene.value?.flyToEntity(id);
  };
  return (
    <li>
      <button
        type="button"
        class="row-button"
        aria-pressed={isSelected}
        onClick={choose}
        title={id}
      >
        <KindSymbol
          kind={kind}
          provenance={provenance}
          stale={(now - observedAt) / 1_000 > limit}
          headingDegrees={motion.headingDegrees}
        />
        <span class="row-name">{name}</span>
        <Age at={observedAt} now={now} staleAfter={limit} />
      </button>
    </li>
  );
}

/** The first of a kind by handle, which is the order in which they came: it does not jump about. */
function firstOf(store: Store, kind: EntityKind): Description[] {
  const { columns } = store;
  const number = ENTITY_KINDS.indexOf(kind);
  const found: Description[] = [];
  for (let handle = 0; handle < columns.capacity && found.length < MOST; handle++) {
    if (columns.present[handle] !== 1 || columns.kinds[handle] !== number) continue;
    const entity = store.describe(handle);
    if (entity !== undefined) found.push(entity);
  }
  return found;
}
