import type { Docks } from "../../ui/docks.ts";
import { Icon } from "../../ui/icon.tsx";
import { say } from "../../ui/words/say.ts";
import type { MapTools, MeasureName } from "../scene/tools/map-tools.ts";
import { TOOL_ICONS } from "./tool-icons.ts";

const TOOLS = ["distance", "height", "area"] as const satisfies MeasureName[];

/** The measuring tools; the one in use is pressed, and pressing it again puts it away. */
export function MeasureTools({ tools, docks }: { tools: MapTools; docks: Docks }) {
  const used = tools.state.value?.tool;
  return (
    <fieldset class="tool-choice" aria-label={say("tools.measure")}>
      {TOOLS.map((tool) => (
        <button
          key={tool}
          type="button"
          class="button"
          aria-pressed={tool === used}
          title={say(`tools.about-${tool}`)}
          onClick={() => {
            if (tool === used) tools.cancel();
            else tools.start(tool);
            // A phone's sheet makes room for the map.
            docks.sheet.value = undefined;
          }}
        >
          <Icon of={TOOL_ICONS[tool]} />
          {say(`tools.tool-${tool}`)}
        </button>
      ))}
    </fieldset>
  );
}
