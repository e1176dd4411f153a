import { History } from "lucide";
import { later } from "../../ui/later.tsx";
import type { PanelParts } from "../../ui/panel.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";

const HistoryBody = later(async () => (await import("./history-body.tsx")).HistoryBody);

/** The past of what is selected and of what is compared with it: charts, ways, heat, and all of it as files. */
export function historyPanel(room: Room): PanelParts {
  return {
    id: "history",
    icon: History,
    title: say("history.title"),
    body: () => <HistoryBody room={room} />,
  };
}
