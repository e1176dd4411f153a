import { Gauge, Languages, Maximize, Minimize, Palette, Presentation } from "lucide";
import { everySecond } from "../../ui/beat.ts";
import { Choice } from "../../ui/choice.tsx";
import { formatNumber } from "../../ui/format-number.ts";
import { canFillScreen, isFullScreen, toggleFullScreen } from "../../ui/full-screen.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { language, setLanguage } from "../../ui/words/language.ts";
import { say } from "../../ui/words/say.ts";
import { LIGHT_ICONS } from "../light-icons.ts";
import { present } from "../page/present.ts";
import type { Room } from "../room.ts";
import type { LightSetting, QualitySetting } from "../scene.ts";

const QUALITIES = ["automatic", "low", "medium", "high"] as const satisfies QualitySetting[];

const LIGHTS = ["clock", "day", "dusk", "night"] as const satisfies LightSetting[];

/** How the page looks: language, theme, light, quality, full screen. */
export function DisplaySettings({ room }: { room: Room }) {
  return (
    <>
      <Choice
        icon={Languages}
        label={say("setting.language")}
        value={language.value}
        choices={[
          ["en", "English"],
          ["ja", "日本語"],
        ]}
        onChoose={setLanguage}
      />
      <Choice
        icon={Palette}
        label={say("setting.theme")}
        value={room.theme.value}
        choices={[
          ["night", say("theme.night")],
          ["grey", say("theme.grey")],
        ]}
        onChoose={(theme) => {
          room.theme.value = theme;
        }}
      />
      <Choice
        icon={LIGHT_ICONS[room.light.value]}
        label={say("setting.light")}
        title={say("setting.light-title")}
        value={room.light.value}
        choices={LIGHTS.map((each) => [each, say(`light.${each}`)] as const)}
        onChoose={(light) => {
          room.light.value = light;
        }}
      />
      <QualityChoice room={room} />
      <IconButton
        icon={Presentation}
        label={say("page.present")}
        keys="P"
        onClick={() => present(room)}
      />
      <FullScreen />
    </>
  );
}

function QualityChoice({ room }: { room: Room }) {
  everySecond.value;
  // Peeked, so that a frame time that changes every frame draws this once a second.
  const now = room.scene.value?.qualityNow.peek();
  const words = (each: QualitySetting) =>
    each === "automatic" && now !== undefined && room.quality.value === "automatic"
      ? say("quality.automatic-now", { level: say(`quality.${now.level}`) })
      : say(`quality.${each}`);
  const frame = now?.frameMilliseconds ?? Number.NaN;
  const milliseconds = Number.isNaN(frame) ? "–" : formatNumber(frame, { digits: 0 });
  return (
    <Choice
      icon={Gauge}
      label={say("setting.quality")}
      title={say("setting.quality-title", { milliseconds })}
      value={room.quality.value}
      choices={QUALITIES.map((each) => [each, words(each)] as const)}
      onChoose={(quality) => {
        room.quality.value = quality;
      }}
    />
  );
}

function FullScreen() {
  if (!canFillScreen) return null;
  const full = isFullScreen.value;
  return (
    <IconButton
      icon={full ? Minimize : Maximize}
      label={say(full ? "setting.leave-full-screen" : "setting.full-screen")}
      keys="X"
      onClick={toggleFullScreen}
    />
  );
}
