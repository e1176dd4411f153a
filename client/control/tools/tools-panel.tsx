import { Ruler } from "lucide";
import { later } from "../../ui/later.tsx";
import type { PanelParts } from "../../ui/panel.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";

const ToolsBody = later(async () => (await import("./tools-body.tsx")).ToolsBody);

/** Measuring, coordinates and pictures of the map. */
export function toolsPanel(room: Room): PanelParts {
  return {
    id: "tools",
    icon: Ruler,
    title: say("tools.title"),
    body: () => <ToolsBody room={room} />,
  };
}
