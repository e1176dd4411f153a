import { Shapes } from "lucide";
import { ENTITY_KINDS, type EntityKind } from "../../../shared/entity.ts";
import { Command } from "../../ui/command.tsx";
import { Fold } from "../../ui/fold.tsx";
import { formatNumber } from "../../ui/format-number.ts";
import { KindSymbol } from "../../ui/kind-symbol.tsx";
import type { PanelParts } from "../../ui/panel.tsx";
import { Skeleton, State } from "../../ui/state.tsx";
import { Switch } from "../../ui/switch.tsx";
import { say } from "../../ui/words/say.ts";
import { exampleCommand } from "../example-command.ts";
import type { Room } from "../room.ts";
import { KindEntities } from "./kind-entities.tsx";

/** What is in the city, by kind: how many, how many of them stale, and whether they are shown. */
export function kindsPanel(room: Room): PanelParts {
  return {
    id: "kinds",
    icon: Shapes,
    title: say("kinds.title"),
    body: () => <Kinds room={room} />,
  };
}

function Kinds({ room }: { room: Room }) {
  const { total } = room.counts.value;
  const { state } = room.link.status.value;
  if (state === "connecting") return <Skeleton />;
  return (
    <>
      {state !== "live" && total > 0 && (
        <State as="attention" banner title={say("kinds.offline")} />
      )}
      <ul class="kinds">
        {ENTITY_KINDS.map((kind) => (
          <KindRow key={kind} kind={kind} room={room} />
        ))}
      </ul>
      {total === 0 && state === "live" && <Nothing room={room} />}
      <Fold title={say("kinds.legend")}>{() => <Legend />}</Fold>
    </>
  );
}

function KindRow({ kind, room }: { kind: EntityKind; room: Room }) {
  const { total, stale } = room.counts.value.byKind.get(kind) ?? { total: 0, stale: 0 };
  const hidden = room.hiddenKinds.value;
  const word = say(`kind.${kind}`);
  const show = (on: boolean) => {
    const next = new Set(hidden);
    if (on) next.delete(kind);
    else next.add(kind);
    room.hiddenKinds.value = next;
  };
  return (
    <li class={total === 0 ? "kind none" : "kind"}>
      <Fold
        title={
          <>
            <KindSymbol kind={kind} />
            <span class="kind-word">{word}</span>
            {stale > 0 && <span class="kind-stale">{say("kinds.stale", { count: stale })}</span>}
            <span class="kind-count">{formatNumber(total, { digits: 0 })}</span>
          </>
        }
      >
        {() => <KindEntities kind={kind} room={room} total={total} />}
      </Fold>
      <Switch label={say("kinds.shown", { kind: word })} on={!hidden.has(kind)} onChange={show} />
    </li>
  );
}

function Nothing({ room }: { room: Room }) {
  return (
    <State as="empty" title={say("kinds.none")} banner>
      <p>{say("kinds.none-how")}</p>
      <Command text={exampleCommand(room.city.value)} />
      <p>{say("kinds.none-replay")}</p>
      <Command text="npm start -- --replay FILE" />
    </State>
  );
}

function Legend() {
  return (
    <ul class="legend">
      <li>
        <KindSymbol kind="transit" headingDegrees={0} />
        {say("legend.live")}
      </li>
      <li>
        <KindSymbol kind="transit" stale headingDegrees={0} />
        {say("legend.stale")}
      </li>
      <li>
        <KindSymbol kind="transit" provenance="recorded" headingDegrees={0} />
        {say("legend.recorded")}
      </li>
      <li>
        <KindSymbol kind="transit" provenance="simulated" headingDegrees={0} />
        {say("legend.simulated")}
      </li>
      <li class="quiet">{say("legend.near")}</li>
    </ul>
  );
}
