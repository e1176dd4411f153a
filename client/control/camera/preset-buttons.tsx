import { Building2, type IconNode, Map as MapIcon, PersonStanding } from "lucide";
import { Icon } from "../../ui/icon.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import type { CameraPreset } from "../scene/camera/camera-controls.ts";

const PRESETS: readonly { preset: CameraPreset; icon: IconNode; key: string }[] = [
  { preset: "overview", icon: MapIcon, key: "0" },
  { preset: "district", icon: Building2, key: "H" },
  { preset: "street", icon: PersonStanding, key: "Y" },
];

/** Three ways to look at whatever is in the middle of the map. */
export function PresetButtons({ room }: { room: Room }) {
  const camera = room.scene.value?.camera;
  return (
    <fieldset class="presets" aria-label={say("camera.presets")}>
      {PRESETS.map(({ preset, icon, key }) => (
        <button
          key={preset}
          type="button"
          class="button preset"
          disabled={camera === undefined}
          aria-keyshortcuts={key}
          title={`${say(`camera.${preset}-title`)} (${key})`}
          onClick={() => camera?.preset(preset)}
        >
          <Icon of={icon} />
          <span>{say(`camera.${preset}`)}</span>
          <span class="view-key">{key}</span>
        </button>
      ))}
    </fieldset>
  );
}
