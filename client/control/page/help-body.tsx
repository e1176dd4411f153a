import { Route, Shapes } from "lucide";
import { BUILD } from "../../ui/build-facts.ts";
import { focusPanel } from "../../ui/focus-panel.ts";
import { Icon } from "../../ui/icon.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import { KeyList } from "./key-list.tsx";

/** The tour, what the signs mean, every key, and what this is. */
export function HelpBody({ room }: { room: Room }) {
  return (
    <div class="keys">
      <div class="help-ways">
        <button type="button" class="button" onClick={() => room.page.tour.start()}>
          <Icon of={Route} />
          {say("page.tour-start")}
        </button>
        <button
          type="button"
          class="button"
          onClick={() => focusPanel(room.docks, "left", "kinds")}
        >
          <Icon of={Shapes} />
          {say("page.help-symbols")}
        </button>
      </div>
      <KeyList keys={room.keys} />
      <About room={room} />
    </div>
  );
}

function About({ room }: { room: Room }) {
  const credits = room.scene.value?.attribution.value ?? [];
  const found = room.city.value;
  const isInvented = found.state === "ready" && found.city.invented === true;
  return (
    <section class="help-about">
      <h3>{say("page.about")}</h3>
      <p>{say("page.about-version", { version: BUILD.version })}</p>
      <p class="quiet">{say("page.about-licences")}</p>
      {isInvented && <p>{say("map.invented-title")}</p>}
      {credits.length > 0 && (
        <p class="quiet">{say("page.about-sources", { credits: credits.join(" · ") })}</p>
      )}
      <p>
        <a href="/">{say("page.about-home")}</a>
      </p>
    </section>
  );
}
