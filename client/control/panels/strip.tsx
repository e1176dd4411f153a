import { CircleQuestionMark } from "lucide";
import { IconButton } from "../../ui/icon-button.tsx";
import { language } from "../../ui/words/language.ts";
import { say } from "../../ui/words/say.ts";
import { toggleKeys } from "../keys.ts";
import { SharedChip } from "../page/shared-as.tsx";
import type { Room } from "../room.ts";
import { CityClock } from "./city-clock.tsx";
import { Connection } from "./connection.tsx";
import { DisplaySettings } from "./display-settings.tsx";
import { Figures } from "./figures.tsx";

/** The line at the top: where we are, how the connection stands, how much comes in, what time it is. */
export function Strip({ room }: { room: Room }) {
  return (
    <div class="strip-line">
      <h1 class="wordmark" title={say("app.tagline")}>
        Machinami <span lang="ja">町並み</span>
      </h1>
      <CityName room={room} />
      <SharedChip page={room.page} />
      <Connection link={room.link} />
      <Figures room={room} />
      <CityClock room={room} />
      <div class="strip-settings">
        <DisplaySettings room={room} />
        <IconButton
          icon={CircleQuestionMark}
          label={say("keys.open")}
          keys="?"
          expanded={room.keysShown.value}
          onClick={() => toggleKeys(room)}
        />
      </div>
    </div>
  );
}

function CityName({ room }: { room: Room }) {
  const found = room.city.value;
  if (found.state !== "ready") return null;
  return (
    <span class="city-name" title={found.city.name[language.value]}>
      {found.city.name[language.value]}
    </span>
  );
}
