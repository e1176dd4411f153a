import { CircleQuestionMark, X } from "lucide";
import { IconButton } from "../../ui/icon-button.tsx";
import { later } from "../../ui/later.tsx";
import type { PanelParts } from "../../ui/panel.tsx";
import { say } from "../../ui/words/say.ts";
import { toggleKeys } from "../keys.ts";
import type { Room } from "../room.ts";

const HelpBody = later(async () => (await import("./help-body.tsx")).HelpBody);

/** Opened by `?`, and it covers nothing. */
export function helpPanel(room: Room): PanelParts {
  return {
    id: "keys",
    icon: CircleQuestionMark,
    title: say("keys.title"),
    actions: (
      <IconButton icon={X} label={say("keys.close")} keys="?" onClick={() => toggleKeys(room)} />
    ),
    body: () => <HelpBody room={room} />,
  };
}
