import { Navigation, Pencil, Trash2, VectorSquare } from "lucide";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { RegionFeature } from "../../../shared/region.ts";
import { formatTime } from "../../ui/format-time.ts";
import { Icon } from "../../ui/icon.tsx";
import { announce } from "../../ui/live-region.tsx";
import { Quantity } from "../../ui/quantity.tsx";
import { Skeleton, State } from "../../ui/state.tsx";
import { say } from "../../ui/words/say.ts";
import { ClearButton } from "../panels/clear-button.tsx";
import type { Room } from "../room.ts";
import { formatArea } from "../tools/format-measure.ts";
import { AnswerNote } from "./answer-note.tsx";
import { AreaPeople } from "./area-people.tsx";
import { areaSize } from "./area-size.ts";
import { flyToArea } from "./choose-area.ts";
import { KindBars } from "./kind-bars.tsx";
import { RegionCrossings } from "./region-crossings.tsx";
import { RegionForm } from "./region-form.tsx";

/** The selected region: what it is, who is in it, and who came and went. */
export function RegionInspector({ id, room }: { id: string; room: Room }) {
  const asked = room.answers.regions.value;
  if (asked.state === "loading") return <Skeleton />;
  if (asked.state === "failed") {
    return (
      <State as="error" title={say("areas.regions-failed")}>
        <p>{asked.problem.message}</p>
      </State>
    );
  }
  const region = asked.data.features.find((each) => each.id === id);
  if (region === undefined) {
    return (
      <State as="empty" title={say("areas.gone")}>
        <p>{say("areas.gone-how")}</p>
        <ClearButton room={room} />
      </State>
    );
  }
  return <Region region={region} room={room} />;
}

function Region({ region, room }: { region: RegionFeature; room: Room }) {
  const { id, properties, live } = region;
  const [isEditing, setEditing] = useState<boolean | undefined>(undefined);
  const { name } = properties;
  useEffect(() => announce(say("inspector.said", { name })), [name]);
  return (
    <div class="entity area">
      <div class="entity-head">
        <Icon of={VectorSquare} class="large" />
        <div>
          <h3>{name}</h3>
          <p class="quiet">{say("areas.region")}</p>
        </div>
      </div>
      {isEditing ? (
        <Editing region={region} room={room} onStop={() => setEditing(false)} />
      ) : (
        <Actions
          region={region}
          room={room}
          wasEdited={isEditing === false}
          onEdit={() => setEditing(true)}
        />
      )}
      <RegionFacts region={region} />
      {live !== undefined && (
        <>
          <h4>{say("areas.by-kind")}</h4>
          <KindBars byKind={live.byKind} />
        </>
      )}
      <AnswerNote room={room} />
      <section aria-labelledby={`crossings-${id}`}>
        <h4 id={`crossings-${id}`}>{say("areas.last-crossings")}</h4>
        <RegionCrossings id={id} room={room} />
      </section>
      <AreaPeople id={id} room={room} />
    </div>
  );
}

interface EditingProps {
  readonly region: RegionFeature;
  readonly room: Room;
  readonly onStop: () => void;
}

function Editing({ region, room, onStop }: EditingProps) {
  return (
    <RegionForm
      room={room}
      title={say("areas.edit")}
      properties={region.properties}
      stop={say("areas.cancel")}
      onSave={async (properties) => {
        const fault = await room.areas.change(region, properties);
        if (fault === undefined) onStop();
        return fault;
      }}
      onStop={onStop}
    />
  );
}

interface ActionsProps {
  readonly region: RegionFeature;
  readonly room: Room;
  /** The form was left: the focus comes back to where it was opened. */
  readonly wasEdited: boolean;
  readonly onEdit: () => void;
}

function Actions({ region, room, wasEdited, onEdit }: ActionsProps) {
  const edit = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (wasEdited) edit.current?.focus();
  }, [wasEdited]);
  return (
    <div class="entity-actions">
      <button
        type="button"
        class="button"
        disabled={room.scene.value === undefined}
        onClick={() => flyToArea(room, { type: "region", id: region.id })}
      >
        <Icon of={Navigation} />
        {say("areas.fly")}
      </button>
      <button ref={edit} type="button" class="button" onClick={onEdit}>
        <Icon of={Pencil} />
        {say("areas.edit-short")}
      </button>
      <ClearButton room={room} />
      <button type="button" class="button" onClick={() => void room.areas.remove(region)}>
        <Icon of={Trash2} />
        {say("areas.delete")}
      </button>
    </div>
  );
}

function RegionFacts({ region }: { region: RegionFeature }) {
  const { geometry, properties, live } = region;
  const size = useMemo(() => areaSize(geometry), [geometry]);
  const { floor, ceiling } = properties;
  return (
    <dl class="facts">
      <dt>{say("areas.now-inside")}</dt>
      <dd>
        <strong>
          <Quantity value={live?.total} digits={0} />
        </strong>
      </dd>
      <dt>{say("areas.area")}</dt>
      <dd>{formatArea(size)}</dd>
      <dt>{say("areas.floor")}</dt>
      <dd>{floor === undefined ? say("areas.no-limit") : <Quantity value={floor} unit="m" />}</dd>
      <dt>{say("areas.ceiling")}</dt>
      <dd>
        {ceiling === undefined ? say("areas.no-limit") : <Quantity value={ceiling} unit="m" />}
      </dd>
      <dt>{say("areas.validity")}</dt>
      <dd>{validity(region)}</dd>
    </dl>
  );
}

function validity({ properties: { validFrom, validTo } }: RegionFeature): string {
  const write = (iso: string) => formatTime(Date.parse(iso), "minute");
  if (validFrom === undefined && validTo === undefined) return say("areas.always");
  if (validTo === undefined) return say("areas.since", { from: write(validFrom as string) });
  if (validFrom === undefined) return say("areas.until", { to: write(validTo) });
  return say("areas.span", { from: write(validFrom), to: write(validTo) });
}
