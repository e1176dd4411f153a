import { MousePointerClick, ScanSearch, X } from "lucide";
import { IconButton } from "../../ui/icon-button.tsx";
import type { PanelParts } from "../../ui/panel.tsx";
import { State } from "../../ui/state.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import { BuildingInspector } from "./building-inspector.tsx";
import { EntityInspector } from "./entity-inspector.tsx";

/** What is known of the one thing that is selected. */
export function inspectorPanel(room: Room): PanelParts {
  const clear = () => room.selection.select(undefined);
  return {
    id: "inspector",
    icon: ScanSearch,
    title: say("inspector.title"),
    actions: room.selection.current.value !== undefined && (
      <IconButton icon={X} label={say("inspector.clear")} keys="Esc" onClick={clear} />
    ),
    body: () => <Inspector room={room} />,
  };
}

function Inspector({ room }: { room: Room }) {
  const selected = room.selection.current.value;
  if (selected === undefined) {
    return (
      <State as="empty" icon={MousePointerClick} title={say("inspector.empty")}>
        <p>{say("inspector.empty-how")}</p>
      </State>
    );
  }
  if (selected.type === "building") return <BuildingInspector properties={selected.properties} />;
  return <EntityInspector key={selected.id} id={selected.id} room={room} />;
}
