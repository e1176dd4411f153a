import { effect } from "@preact/signals";
import { X } from "lucide";
import { useEffect, useMemo } from "preact/hooks";
import { everySecond } from "../../ui/beat.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { isNarrow } from "../../ui/media.ts";
import { sayPast } from "../../ui/words/say-past.ts";
import type { Room } from "../room.ts";
import type { Scene } from "../scene.ts";
import { HeatLegend } from "./heat-legend.tsx";
import { canShowHeat, heatBook, heatLegend, isOfOtherTime, mapHeat } from "./heat-shown.ts";
import { heatSigns, sayHeat, sayWindow } from "./heat-words.ts";
import { historyChoices, historyLegends } from "./history-choices.ts";
import { deskOf, type HistoryDesk } from "./history-desk.ts";
import { nextFrame } from "./next-frame.ts";
import { trailsOf, waysOf } from "./trails-of.ts";

/** What of the past lies on the map: puts it there, and says in a corner what it means. */
export function HistoryOnMap({ room, scene }: { room: Room; scene: Scene }) {
  const desk = useMemo(() => deskOf(room), [room]);
  useEffect(() => desk.use(), [desk]);
  useEffect(() => drawTrails(desk, scene, room), [desk, scene, room]);
  useEffect(() => drawHeat(desk, scene), [desk, scene]);
  useEffect(() => tellLegends(desk), [desk]);
  if (historyChoices.heat.value === "off") return null;
  // Over a phone's sheet the map is too low for it, and the panel has it too.
  if (isNarrow.value && room.docks.sheet.value !== undefined) return null;
  return <HeatOnMap desk={desk} />;
}

function HeatOnMap({ desk }: { desk: HistoryDesk }) {
  const { heat } = historyChoices;
  const window = desk.window.value;
  const { isAsking, heat: drawn, problem } = heatBook.now.value;
  const isMissing = drawn === undefined || isOfOtherTime(drawn, window);
  const title = sayHeat(heat.value);
  return (
    <section class="map-legend heat" aria-label={title} aria-busy={isAsking}>
      <div class="map-legend-head">
        <h2>{title}</h2>
        <IconButton
          small
          icon={X}
          label={sayPast("heat-stop")}
          onClick={() => {
            heat.value = "off";
          }}
        />
      </div>
      <p class="quiet">{sayWindow(drawn ?? window)}</p>
      {drawn !== undefined && drawn.squares.length > 0 && <HeatLegend />}
      {drawn?.squares.length === 0 && <p>{sayPast("heat-none")}</p>}
      {isMissing && problem === undefined && <p>{sayPast("heat-loading")}</p>}
      {problem !== undefined && <p role="alert">{problem.message}</p>}
    </section>
  );
}

/** Ways follow what is known, the theme and the language. */
function drawTrails(desk: HistoryDesk, scene: Scene, { theme }: Room): () => void {
  const press = (at: number) => desk.goTo(at);
  const style = getComputedStyle(document.documentElement);
  let cancel: (() => void) | undefined;
  const stop = effect(() => {
    theme.value;
    const isOn = historyChoices.trails.value === "on";
    const colorOf = (name: string) => style.getPropertyValue(name).trim();
    const trails = isOn ? trailsOf(desk.shown.value, desk.book.courses.value, colorOf) : [];
    // Answers come one after the other: they are drawn together where they come together.
    cancel?.();
    cancel = nextFrame(() => scene.past.setTrails(trails, press));
  });
  return () => {
    stop();
    cancel?.();
    scene.past.setTrails([], press);
  };
}

/** What a picture of the map says of it. */
function tellLegends(desk: HistoryDesk): () => void {
  const stop = effect(() => {
    const { trails, heat } = historyChoices;
    const style = getComputedStyle(document.documentElement);
    const ways = trails.value === "off" ? [] : waysOf(desk.shown.value, desk.book.courses.value);
    historyLegends.value = [
      ways.map(({ name, look }) => ({
        ...{ color: style.getPropertyValue(`--trail-${look.slot}`).trim(), text: name },
      })),
      heatSigns(heat.value, heatBook.now.value.heat, heatLegend.value),
    ];
  });
  return () => {
    stop();
    historyLegends.value = [];
  };
}

/** Heat follows the window and the view; what lies on the map follows the answers. */
function drawHeat(desk: HistoryDesk, scene: Scene): () => void {
  const ask = effect(() => {
    const kind = historyChoices.heat.value;
    if (kind === "off") return heatBook.want(undefined);
    everySecond.value;
    const window = desk.window.value;
    const bbox = scene.past.viewBbox();
    heatBook.want({ kind: kind === "all" ? undefined : kind, window, bbox });
  });
  const draw = effect(() => {
    const { heat } = heatBook.now.value;
    const classes = heatLegend.value;
    canShowHeat.value = scene.past.setHeat(heat && mapHeat(heat, classes));
  });
  const cover = effect(() => scene.past.setHeatCover(historyChoices.heatCover.value / 100));
  return () => {
    for (const stop of [ask, draw, cover]) stop();
    heatBook.want(undefined);
    scene.past.setHeat(undefined);
  };
}
