import { MousePointerClick, ScanSearch } from "lucide";
import { useEffect } from "preact/hooks";
import type { Selected } from "../../twin/selection.ts";
import { later } from "../../ui/later.tsx";
import { announce } from "../../ui/live-region.tsx";
import type { PanelParts } from "../../ui/panel.tsx";
import { State } from "../../ui/state.tsx";
import { say } from "../../ui/words/say.ts";
import { PlaceInspector } from "../finding/place-inspector.tsx";
import { OfNow } from "../moment/of-now.tsx";
import type { Room } from "../room.ts";
import { BuildingInspector } from "./building-inspector.tsx";
import { EntityInspector } from "./entity-inspector.tsx";

const FeatureInspector = later(
  async () => (await import("../model/feature-inspector.tsx")).FeatureInspector,
);
const DistrictInspector = later(
  async () => (await import("../areas/district-inspector.tsx")).DistrictInspector,
);
const RegionInspector = later(
  async () => (await import("../areas/region-inspector.tsx")).RegionInspector,
);

/** What is known of the one thing that is selected. */
export function inspectorPanel(room: Room): PanelParts {
  return {
    id: "inspector",
    icon: ScanSearch,
    title: say("inspector.title"),
    body: () => <Inspector room={room} />,
  };
}

function Inspector({ room }: { room: Room }) {
  const selected = room.selection.current.value;
  const isEmpty = selected === undefined;
  useEffect(() => {
    if (!isEmpty) return () => announce(say("inspector.said-cleared"));
    return undefined;
  }, [isEmpty]);
  if (selected === undefined) {
    return (
      <State as="empty" icon={MousePointerClick} title={say("inspector.empty")}>
        <p>{say("inspector.empty-how")}</p>
      </State>
    );
  }
  switch (selected.type) {
    case "entity":
      return <EntityInspector key={selected.id} id={selected.id} room={room} />;
    case "building":
      return <ModelInspector selected={selected} room={room} />;
    case "place":
      return <PlaceInspector place={selected.place} room={room} />;
    case "region":
      return (
        <>
          <OfNow room={room} why="moment.of-now-areas" />
          <RegionInspector key={selected.id} id={selected.id} room={room} />
        </>
      );
    case "district":
      return (
        <>
          <OfNow room={room} why="moment.of-now-areas" />
          <DistrictInspector key={selected.id} id={selected.id} room={room} />
        </>
      );
  }
}

/** A city of our own making tells of its buildings in few words; one that was read in, of whatever it has. */
function ModelInspector(props: { selected: Extract<Selected, { type: "building" }>; room: Room }) {
  const { selected, room } = props;
  const found = room.city.value;
  const city = found.state === "ready" ? found.city : undefined;
  const isTold = city?.attributes !== undefined && city.invented !== true;
  if (city !== undefined && (isTold || selected.layer !== undefined))
    return <FeatureInspector selected={selected} city={city} room={room} />;
  return <BuildingInspector building={selected} room={room} />;
}
