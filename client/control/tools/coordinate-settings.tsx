import { Map as MapIcon, Pi } from "lucide";
import { Choice } from "../../ui/choice.tsx";
import { Switch } from "../../ui/switch.tsx";
import { say } from "../../ui/words/say.ts";
import { epsgOf, PLANE_ZONES, romanOf } from "./plane-zones.ts";
import { toolSettings } from "./tool-settings.ts";

/** Whether and how coordinates are shown on the map. */
export function CoordinateSettings() {
  const { readout, notation, zone } = toolSettings;
  return (
    <>
      <div class="tools-switch">
        <span>{say("tools.readout")}</span>
        <kbd>O</kbd>
        <Switch
          label={say("tools.readout")}
          on={readout.value === "on"}
          onChange={(on) => {
            readout.value = on ? "on" : "off";
          }}
        />
      </div>
      <div class="tools-choices">
        <Choice
          icon={Pi}
          label={say("tools.notation")}
          value={notation.value}
          choices={[
            ["decimal", say("tools.notation-decimal")],
            ["sexagesimal", say("tools.notation-sexagesimal")],
          ]}
          onChoose={(chosen) => {
            notation.value = chosen;
          }}
        />
        <Choice
          icon={MapIcon}
          label={say("tools.zone")}
          title={say("tools.zone-title")}
          value={zone.value}
          choices={[
            ["automatic", say("tools.zone-automatic")],
            ...PLANE_ZONES.map((each) => [`${each.number}`, zoneName(each)] as const),
          ]}
          onChoose={(chosen) => {
            zone.value = chosen;
          }}
        />
      </div>
      <p class="quiet tools-note">{say("tools.menu-how")}</p>
    </>
  );
}

function zoneName(zone: (typeof PLANE_ZONES)[number]): string {
  return say("tools.zone-name", { zone: romanOf(zone), code: `${epsgOf(zone)}` });
}
