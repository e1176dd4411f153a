import { Search } from "lucide";
import type { PanelParts } from "../../ui/panel.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import { SearchBox } from "./search-box.tsx";

/** Finds entities, buildings and places by name. */
export function searchPanel(room: Room): PanelParts {
  return {
    id: "search",
    icon: Search,
    title: say("finding.title"),
    body: () => <SearchBox room={room} />,
  };
}
