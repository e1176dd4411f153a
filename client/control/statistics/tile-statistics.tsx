import { X } from "lucide";
import { useEffect, useState } from "preact/hooks";
import { everySecond } from "../../ui/beat.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { Switch } from "../../ui/switch.tsx";
import { say } from "../../ui/words/say.ts";
import { layerKey } from "../layers/layer-key.ts";
import { sayLayer } from "../layers/say-layer.ts";
import type { Room } from "../room.ts";
import { LEVEL_COLORS, levelColors } from "../scene/looks/level-colors.ts";
import type { LayerStatistics } from "../scene/tile-debug.ts";
import type { Scene } from "../scene.ts";

const MEGABYTE = 1024 * 1024;

/** What of the city's tiles is loaded and drawn now, for developers. */
export function TileStatistics({ scene, room }: { scene: Scene; room: Room }) {
  everySecond.value;
  const layers = scene.debug.statistics();
  const { level, frameMilliseconds } = scene.qualityNow.peek();
  const frame = Number.isNaN(frameMilliseconds)
    ? "–"
    : formatNumber(frameMilliseconds, { digits: 0 });
  const error = layers[0]?.screenSpaceError ?? 0;
  return (
    <section class="tile-statistics" aria-label={say("statistics.title")}>
      <div class="map-legend-head">
        <h2>{say("statistics.title")}</h2>
        <IconButton
          small
          icon={X}
          label={say("statistics.close")}
          keys="`"
          onClick={() => {
            room.statisticsShown.value = "off";
          }}
        />
      </div>
      <p class="quiet">
        {say("statistics.frame", { milliseconds: frame, error, quality: say(`quality.${level}`) })}
      </p>
      <fieldset class="statistics-slide" aria-label={say("statistics.layer")}>
        <Table layers={layers} room={room} />
      </fieldset>
      <Depths layers={layers} />
      <Switches scene={scene} room={room} />
    </section>
  );
}

const COLUMNS = ["selected", "visited", "ready", "pending", "triangles", "features"] as const;
const SIZES = ["geometry", "textures", "memory"] as const;

function isSize(name: string): boolean {
  return SIZES.some((each) => each === name);
}

function Table({ layers, room }: { layers: readonly LayerStatistics[]; room: Room }) {
  const named = new Map(room.layers.layers.value.map((each) => [layerKey(each), sayLayer(each)]));
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{say("statistics.layer")}</th>
          {[...COLUMNS, ...SIZES].map((name) => (
            <th key={name} scope="col">
              {say(`statistics.${name}`)}
              {isSize(name) && " MB"}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {layers.map((layer) => (
          <Line key={layer.key} name={named.get(layer.key) ?? layer.key} of={[layer]} />
        ))}
        {layers.length > 1 && <Line name={say("statistics.all")} of={layers} />}
      </tbody>
    </table>
  );
}

function Line({ name, of }: { name: string; of: readonly LayerStatistics[] }) {
  const sum = (one: (layer: LayerStatistics) => number) =>
    of.reduce((total, layer) => total + one(layer), 0);
  // What a hidden layer drew last is not drawn now.
  const drawn = (one: (layer: LayerStatistics) => number) =>
    sum((layer) => (layer.shown ? one(layer) : 0));
  const counts = [
    drawn(({ selected }) => selected),
    drawn(({ visited }) => visited),
    sum(({ ready }) => ready),
    sum(({ pending, processing }) => pending + processing),
    drawn(({ triangles }) => triangles),
    drawn(({ features }) => features),
  ];
  const bytes = [
    sum(({ geometryBytes }) => geometryBytes),
    sum(({ textureBytes }) => textureBytes),
    sum(({ memoryBytes }) => memoryBytes),
  ];
  return (
    <tr>
      <th scope="row">{name}</th>
      {counts.map((count, place) => (
        <td key={COLUMNS[place]}>{formatNumber(count, { digits: 0 })}</td>
      ))}
      {bytes.map((count, place) => (
        <td key={SIZES[place]}>{formatNumber(count / MEGABYTE, { digits: 1 })}</td>
      ))}
    </tr>
  );
}

/** Tiles drawn of each level, all layers together. */
function Depths({ layers }: { layers: readonly LayerStatistics[] }) {
  const deepest = Math.max(0, ...layers.map(({ depths }) => depths.length));
  if (deepest === 0) return null;
  const counts = Array.from({ length: deepest }, (_, depth) =>
    layers.reduce((sum, { depths }) => sum + (depths[depth] ?? 0), 0),
  );
  return (
    <p class="statistics-depths">
      <span class="quiet">{say("statistics.depths")}</span>
      {counts.map((count, depth) => (
        <span key={depth} title={say("statistics.level", { level: depth })}>
          <span
            class="level-swatch"
            style={{ "--swatch": LEVEL_COLORS[Math.min(depth, LEVEL_COLORS.length - 1)] }}
          />
          {depth}: {count}
        </span>
      ))}
    </p>
  );
}

/** What helps to see tiles; it ends with the statistics. */
function Switches({ scene, room }: { scene: Scene; room: Room }) {
  const [on, setOn] = useState({ boxes: false, frozen: false, levels: false });
  const apply = (next: typeof on) => {
    setOn(next);
    scene.debug.set(next);
    const keys = scene.debug.statistics().map(({ key }) => key);
    room.levelColours.value = next.levels ? levelColors(new Set(keys)) : undefined;
  };
  useEffect(
    () => () => {
      scene.debug.set({ boxes: false, frozen: false });
      room.levelColours.value = undefined;
    },
    [scene, room],
  );
  return (
    <div class="statistics-switches">
      {(["boxes", "frozen", "levels"] as const).map((name) => (
        <p key={name}>
          <Switch
            label={say(`statistics.${name}`)}
            on={on[name]}
            onChange={(isOn) => apply({ ...on, [name]: isOn })}
          />
          <span aria-hidden="true">{say(`statistics.${name}`)}</span>
        </p>
      ))}
    </div>
  );
}
