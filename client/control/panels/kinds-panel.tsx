import { Layers } from "lucide";
import type { ComponentChildren } from "preact";
import { ENTITY_KINDS, type EntityKind } from "../../../shared/entity.ts";
import { Command } from "../../ui/command.tsx";
import { Fold } from "../../ui/fold.tsx";
import { KindSymbol } from "../../ui/kind-symbol.tsx";
import type { PanelParts } from "../../ui/panel.tsx";
import { Skeleton, State } from "../../ui/state.tsx";
import { say } from "../../ui/words/say.ts";
import { exampleCommand } from "../example-command.ts";

import { type LayerCount, type LayerCounts, layerCounts } from "../finding/layer-counts.ts";
import { LayerRow } from "../finding/layer-row.tsx";
import { SourceLayers } from "../finding/source-layers.tsx";
import { CityAbout } from "../layers/city-about.tsx";
import { CityLayers } from "../layers/city-layers.tsx";
import type { Room } from "../room.ts";
import { KindEntities } from "./kind-entities.tsx";

const NONE: LayerCount = {
  total: 0,
  stale: 0,
  newest: undefined,
  inView: 0,
  hidden: 0,
  provenances: [],
};

/** What is on the map, by kind, by source and of the city itself: how much, how fresh, and whether it is shown. */
export function kindsPanel(room: Room): PanelParts {
  return {
    id: "kinds",
    icon: Layers,
    title: say("kinds.title"),
    body: () => <LayersBody room={room} />,
  };
}

function LayersBody({ room }: { room: Room }) {
  const { state } = room.link.status.value;
  const isPast = room.clock.state.value.mode === "replay";
  // The server counts the city of now.
  const news = isPast ? undefined : room.answers.news.value;
  if (state === "connecting" && news === undefined) return <Skeleton />;
  const counts = layerCounts(news?.census, room.counts.value, room.hiddenSources.value);
  return (
    <>
      {state !== "live" && counts.total > 0 && (
        <State as="attention" banner title={say("kinds.offline")} />
      )}
      <h3>{say("layers.by-kind")}</h3>
      {isPast && <p class="layer-note quiet">{say("moment.counted")}</p>}
      {state === "live" && counts.total > 0 && !counts.isOfCity && !isPast && (
        <p class="layer-note quiet">{say("layers.counted-here")}</p>
      )}
      <ul class="kinds">
        {ENTITY_KINDS.map((kind) => (
          <KindRow key={kind} kind={kind} counts={counts} room={room} />
        ))}
      </ul>
      {counts.bySource.length > 0 && (
        <>
          <h3>{say("layers.by-source")}</h3>
          <SourceLayers counts={counts} room={room} />
        </>
      )}
      <CityLayers room={room} />
      <CityAbout room={room} />
      {counts.total === 0 && state === "live" && !isPast && <Nothing room={room} />}
      <Fold title={say("kinds.legend")}>{() => <Legend />}</Fold>
    </>
  );
}

interface KindRowProps {
  readonly kind: EntityKind;
  readonly counts: LayerCounts;
  readonly room: Room;
}

function KindRow({ kind, counts, room }: KindRowProps) {
  const count = counts.byKind.get(kind) ?? NONE;
  const hidden = room.hiddenKinds.value;
  const word = say(`kind.${kind}`);
  const show = (on: boolean) => {
    const next = new Set(hidden);
    if (on) next.delete(kind);
    else next.add(kind);
    room.hiddenKinds.value = next;
  };
  // What is all of one sort wears its sign; what is mixed wears none, and its list tells them apart.
  const only = count.provenances.length === 1 ? count.provenances[0] : undefined;
  const fold = (total: ComponentChildren, facts: ComponentChildren) => (
    <Fold
      title={
        <>
          <KindSymbol kind={kind} {...(only === undefined ? {} : { provenance: only })} />
          <span class="kind-word">{word}</span>
          {total}
          {facts}
        </>
      }
    >
      {() => <KindEntities kind={kind} room={room} total={count.inView} />}
    </Fold>
  );
  return (
    <li class={count.total === 0 ? "kind layer none" : "kind layer"}>
      <LayerRow
        {...{ count, isOfCity: counts.isOfCity, name: word, now: room.clock.now() }}
        shown={!hidden.has(kind)}
        onShow={show}
        head={fold}
      />
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
