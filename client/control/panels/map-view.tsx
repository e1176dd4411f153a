import { Compass, House, MapPinOff, Minus, Plus, RotateCw } from "lucide";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Problem } from "../../../shared/problem.ts";
import { everySecond } from "../../ui/beat.ts";
import { Icon } from "../../ui/icon.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { later } from "../../ui/later.tsx";
import { Skeleton, State } from "../../ui/state.tsx";
import { say } from "../../ui/words/say.ts";
import { AreaMapLegend } from "../areas/area-map-legend.tsx";
import { FollowNote } from "../camera/follow-note.tsx";
import { MapLegend } from "../camera/map-legend.tsx";
import { isOnMap } from "../history/history-choices.ts";
import type { Room } from "../room.ts";
import type { Scene } from "../scene.ts";
import { MapFoot } from "../tools/map-foot.tsx";
import { MapMenu } from "../tools/map-menu.tsx";
import { SaveButton } from "../tools/save-button.tsx";
import { ToolBar } from "../tools/tool-bar.tsx";
import { Credits } from "./credits.tsx";
import { HeldLight } from "./held-light.tsx";

const TileStatistics = later(
  async () => (await import("../statistics/tile-statistics.tsx")).TileStatistics,
);

const HistoryOnMap = later(
  async () => (await import("../history/history-on-map.tsx")).HistoryOnMap,
);

/** The map, what stands in its corners, and what stands in its place when it cannot be drawn. */
export function MapView({ room, map }: { room: Room; map: HTMLElement }) {
  const place = useRef<HTMLDivElement>(null);
  // The scene owns its element; it is moved in, and never drawn by the page.
  useLayoutEffect(() => {
    place.current?.prepend(map);
  }, [map]);
  const scene = room.scene.value;
  const refused = room.sceneFault.value;
  const lost = scene?.fault.value;
  const isBroken = refused !== undefined || lost !== undefined;
  return (
    <section class={isBroken ? "map broken" : "map"} aria-label={say("map.label")} ref={place}>
      {refused !== undefined && <NoMap why={refused} />}
      {lost !== undefined && <StoppedMap why={lost} />}
      {!isBroken && scene === undefined && <Preparing room={room} />}
      {!isBroken && scene !== undefined && (
        <>
          <MapFoot scene={scene} room={room}>
            <MapLegend room={room} />
            <AreaMapLegend room={room} />
            {isOnMap() && <HistoryOnMap room={room} scene={scene} />}
            <TilesState scene={scene} />
          </MapFoot>
          <ToolBar tools={scene.tools} />
          <HeldLight room={room} />
          <FollowNote scene={scene} room={room} />
          {room.statisticsShown.value === "on" && <TileStatistics scene={scene} room={room} />}
          <div class="map-corner">
            <MapButtons scene={scene} room={room} />
            <Credits scene={scene} room={room} />
          </div>
          <MapMenu scene={scene} room={room} />
        </>
      )}
    </section>
  );
}

function NoMap({ why }: { why: string }) {
  return (
    <div class="map-state">
      <State as="error" icon={MapPinOff} title={say("map.failed")}>
        <p>{say("map.failed-tip")}</p>
        <p lang="en">{why}</p>
      </State>
    </div>
  );
}

/** It was drawn until something happened that only a new page gets over. */
function StoppedMap({ why }: { why: Problem }) {
  return (
    <div class="map-state">
      <State as="error" icon={MapPinOff} title={say("map.stopped")}>
        {why.code === "map/context-lost" ? (
          <p>{say("map.stopped-graphics")}</p>
        ) : (
          <p lang="en">{why.message}</p>
        )}
        <p>{say("map.stopped-tip")}</p>
        <p>
          <button type="button" class="button" onClick={() => location.reload()}>
            <Icon of={RotateCw} />
            {say("map.reload")}
          </button>
        </p>
      </State>
    </div>
  );
}

/** Until there is a map: what is being done, or why nothing can be drawn yet. */
function Preparing({ room }: { room: Room }) {
  const found = room.city.value;
  if (found.state === "failed") {
    return (
      <div class="map-state">
        <State as="attention" icon={MapPinOff} title={say("page.city-failed")}>
          <p>{say("page.city-failed-tip")}</p>
        </State>
      </div>
    );
  }
  return (
    <div class="map-state preparing">
      <p class="quiet">{say("map.preparing")}</p>
      <Skeleton />
    </div>
  );
}

function TilesState({ scene }: { scene: Scene }) {
  everySecond.value;
  // Peeked: loading changes with every tile, and once a second is enough to read it.
  const { loading, failed } = scene.tiles.peek();
  if (loading === 0 && failed === 0) return null;
  return (
    <p class="tiles-state">
      {failed > 0
        ? say("map.tiles-failed", { count: failed })
        : say("map.tiles-loading", { count: loading })}
    </p>
  );
}

function MapButtons({ scene, room }: { scene: Scene; room: Room }) {
  return (
    <fieldset class="map-buttons" aria-label={say("map.controls")}>
      <IconButton icon={Plus} label={say("map.zoom-in")} keys="+" onClick={() => scene.zoom(2)} />
      <IconButton
        icon={Minus}
        label={say("map.zoom-out")}
        keys="-"
        onClick={() => scene.zoom(0.5)}
      />
      <IconButton
        icon={Compass}
        label={say("map.north")}
        keys="N"
        onClick={() => scene.lookNorth()}
      />
      <IconButton icon={House} label={say("map.home")} keys="Home" onClick={() => scene.home()} />
      <SaveButton room={room} />
    </fieldset>
  );
}
