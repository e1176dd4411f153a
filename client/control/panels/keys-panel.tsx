import { Keyboard, X } from "lucide";
import { IconButton } from "../../ui/icon-button.tsx";
import type { PanelParts } from "../../ui/panel.tsx";
import { say } from "../../ui/words/say.ts";
import { toggleKeys } from "../keys.ts";
import type { Room } from "../room.ts";

const PAGE_KEYS = [
  [["["], "left"],
  [["]"], "right"],
  [["K"], "kinds"],
  [["I"], "inspector"],
  [["M"], "map"],
  [["1", "…", "9"], "views"],
  [["L"], "language"],
  [["T"], "theme"],
  [["Esc"], "escape"],
  [["?"], "help"],
] as const;

const MAP_KEYS = [
  [["←", "→", "↑", "↓"], "pan"],
  [["W", "A", "S", "D"], "pan"],
  [["+", "-"], "zoom"],
  [["Q", "E"], "turn"],
  [["R", "F"], "tilt"],
  [["N"], "north"],
  [["Home"], "home"],
] as const;

/** What the keys do; opened by `?`, and it covers nothing. */
export function keysPanel(room: Room): PanelParts {
  return {
    id: "keys",
    icon: Keyboard,
    title: say("keys.title"),
    actions: (
      <IconButton icon={X} label={say("keys.close")} keys="?" onClick={() => toggleKeys(room)} />
    ),
    body: () => (
      <div class="keys">
        <h3>{say("keys.group-page")}</h3>
        <KeyTable keys={PAGE_KEYS} />
        <h3>{say("keys.group-map")}</h3>
        <KeyTable keys={MAP_KEYS} />
      </div>
    ),
  };
}

type KeyRow = (typeof PAGE_KEYS | typeof MAP_KEYS)[number];

function KeyTable({ keys }: { keys: readonly KeyRow[] }) {
  return (
    <dl>
      {keys.map(([names, does]) => (
        <div key={names.join("")}>
          <dt>
            {names.map((name) => (
              <kbd key={name}>{name}</kbd>
            ))}
          </dt>
          <dd>{say(`keys.${does}`)}</dd>
        </div>
      ))}
    </dl>
  );
}
