import { Palette } from "lucide";
import { later } from "../../ui/later.tsx";
import type { PanelParts } from "../../ui/panel.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";

const ColoursBody = later(async () => (await import("./colours-body.tsx")).ColoursBody);

/** What the city is coloured by, what the colours mean, and what of it is shown. */
export function coloursPanel(room: Room): PanelParts {
  return {
    id: "colours",
    icon: Palette,
    title: say("colours.title"),
    body: () => <ColoursBody room={room} />,
  };
}
