import { PROVENANCES } from "../../../shared/entity.ts";
import { formatTime, zoneName } from "../../ui/format-time.ts";
import { language } from "../../ui/words/language.ts";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import type { MapPicture } from "../scene/tools/map-tools.ts";
import { simulationTime } from "../simulation-time.ts";
import { formatScale } from "./format-scale.ts";
import { niceLength } from "./nice-length.ts";
import type { FooterContent, FooterText } from "./still-footer.ts";
import { stillLegends } from "./still-legends.ts";

/** CSS pixels that the bar is at most. */
const LONGEST_BAR = 130;
/** Sources named one by one. */
const MOST_SOURCES = 8;

/** What is written beneath a picture: what it shows, when, by which light, from whom. */
export function stillContent(room: Room, picture: MapPicture): FooterContent {
  const { scale } = picture;
  const length = scale === undefined ? 0 : niceLength(scale.metres * LONGEST_BAR);
  return {
    paragraphs: [headOf(room, picture.at), sourcesOf(room), creditsOf(room)],
    legends: stillLegends(room),
    scale:
      scale === undefined
        ? undefined
        : { length: length / scale.metres, text: formatScale(length) },
    mark: "Machinami",
  };
}

/** The name of the city in the page's language; of the earth where there is no city. */
function stillTitle(room: Room): string {
  const found = room.city.value;
  return found.state === "ready" ? found.city.name[language.value] : say("tools.picture-globe");
}

function headOf(room: Room, at: number): FooterText[] {
  const found = room.city.value;
  const isInvented = found.state === "ready" && found.city.invented === true;
  const light = room.light.value;
  const isPast = room.clock.state.peek().mode === "replay";
  // What the simulation's clock shows is of now.
  const simulated = isPast ? undefined : simulatedTime(room);
  return [
    { style: "strong", text: stillTitle(room) },
    ...(isPast ? [{ style: "strong", text: say("moment.picture") } as const] : []),
    { style: "plain", text: `${formatTime(at, "second")} ${zoneName(at)}` },
    ...(simulated === undefined ? [] : [{ style: "plain", text: simulated } as const]),
    {
      style: "quiet",
      text:
        light === "clock" || found.state !== "ready"
          ? say("tools.picture-light")
          : say("light.held", { light: say(`light.${light}`) }),
    },
    ...(isInvented ? [{ style: "quiet", text: say("map.invented") } as const] : []),
  ];
}

/** The time in a simulation that does not run as fast as ours. */
function simulatedTime(room: Room): string | undefined {
  const polled = room.simulation.current.value;
  if (!("data" in polled) || polled.data.state !== "running" || polled.data.speed === 1)
    return undefined;
  const time = formatTime(simulationTime(polled.data, polled.at), "second");
  return say("tools.picture-simulated", { time, speed: polled.data.speed });
}

/** Who is in the picture, by how it is known and who says so. */
function sourcesOf(room: Room): FooterText[] {
  const sources = [...room.counts.value.bySource];
  if (sources.length === 0) return [{ style: "quiet", text: say("tools.picture-no-data") }];
  return PROVENANCES.flatMap((provenance) => {
    const ours = sources
      .filter(([, count]) => count.provenance === provenance)
      .sort(([, a], [, b]) => b.total - a.total);
    if (ours.length === 0) return [];
    const named = ours
      .slice(0, MOST_SOURCES)
      .map(([source, { total }]) => say("tools.picture-source", { source, total }));
    const more = ours.length - named.length;
    const rest = more > 0 ? [say("tools.picture-more", { more })] : [];
    return [
      { style: "plain", text: `${say(`provenance.${provenance}`)}:` },
      { style: "quiet", text: [...named, ...rest].join(language.value === "ja" ? "、" : ", ") },
    ] as const;
  });
}

function creditsOf(room: Room): FooterText[] {
  const credits = room.scene.value?.attribution.value ?? [];
  return credits.map((text) => ({ style: "quiet", text }));
}
