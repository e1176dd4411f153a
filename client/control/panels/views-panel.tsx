import { Binoculars } from "lucide";
import type { PanelParts } from "../../ui/panel.tsx";
import { Skeleton, State } from "../../ui/state.tsx";
import { language } from "../../ui/words/language.ts";
import { say } from "../../ui/words/say.ts";
import { MapChoices } from "../camera/map-choices.tsx";
import { PresetButtons } from "../camera/preset-buttons.tsx";
import type { Room } from "../room.ts";

/** Views that have a key: 1 to 9. */
const MOST_KEYS = 9;

/** The views that the city offers, each a button and the first nine a key. */
export function viewsPanel(room: Room): PanelParts {
  return {
    id: "views",
    icon: Binoculars,
    title: say("views.title"),
    body: () => (
      <>
        <PresetButtons room={room} />
        <Views room={room} />
        <MapChoices room={room} />
      </>
    ),
  };
}

function Views({ room }: { room: Room }) {
  const found = room.city.value;
  if (found.state === "loading") return <Skeleton />;
  if (found.state === "failed") return <State as="attention" title={say("page.city-failed")} />;
  const viewpoints = found.state === "ready" ? (found.city.viewpoints ?? []) : [];
  if (viewpoints.length === 0) return <State as="empty" title={say("views.none")} />;
  const scene = room.scene.value;
  return (
    <ul class="views">
      {viewpoints.map(({ id, name }, place) => (
        <li key={id}>
          <button
            type="button"
            class="button view"
            disabled={scene === undefined}
            aria-keyshortcuts={place < MOST_KEYS ? `${place + 1}` : undefined}
            title={say("views.go", { name: name[language.value] })}
            onClick={() => scene?.goTo(id)}
          >
            <span class="view-name">{name[language.value]}</span>
            {place < MOST_KEYS && <span class="view-key">{place + 1}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
