import type { Point2 } from "../../../model/city-model.ts";
import type { GrownStation } from "../../ground-plan.ts";
import { type Box, boxFacing, roundAbout } from "../shape/box.ts";
import type { Cell } from "../shape/cell-complex.ts";
import { centroidOf, corner, distanceToEdge } from "../shape/ring.ts";
import { between, cross, distance, leftOf, unit } from "../shape/vector.ts";
import { plantRow } from "../site/grove.ts";
import { lookOf, prism } from "../site/look.ts";
import type { Plot } from "../site/plot.ts";
import type { TowerWish } from "../site/programme.ts";
import type { Site } from "../site/site.ts";
import { subdivide } from "../site/subdivide.ts";
import { leaveOpen } from "./open-ground.ts";
import { growShop } from "./shop-house.ts";
import { growTower } from "./tower.ts";

/** Metres from the tracks that the hall takes, and square metres below which there is no square. */
const HALL_DEPTH = 32;
const LEAST_WITH_SQUARE = 9000;

const STORE: TowerWish = {
  use: "shop",
  floors: 9,
  name: { en: "Shiomi Department Store", ja: "潮見百貨店" },
};
const HOTEL: TowerWish = {
  use: "hotel",
  floors: 19,
  name: { en: "Station Hotel Hamatsuki", ja: "ステーションホテル浜月" },
};

/** Beside the platforms: the hall along the tracks, a square before it, towers to both sides. */
export function growStation(site: Site): void {
  const station = nearestStation(site);
  const across = headingWay(station.headingDegrees);
  const cells = site.ground
    .flatMap((cell) => withoutWings(site, cell, leftOf(across)))
    .sort((a, b) => site.plot(b).area - site.plot(a).area);
  for (const [i, cell] of cells.entries()) {
    const whole = i === 0 && site.plot(cell).area > LEAST_WITH_SQUARE;
    if (whole) growSquareAndHall(site, cell, station);
    else growSide(site, cell, []);
  }
}

function headingWay(degrees: number): Point2 {
  const angle = (degrees * Math.PI) / 180;
  return [Math.sin(angle), Math.cos(angle)];
}

/** Cuts a cell at every corner that turns inward: the body by itself, and what runs off beside the tracks. */
function withoutWings(site: Site, cell: Cell, way: Point2): Cell[] {
  const { ring } = site.plot(cell);
  const inward = ring.filter((point, i) => {
    const before = unit(between(corner(ring, i - 1), point));
    return cross(before, unit(between(point, corner(ring, i + 1)))) < -0.4;
  });
  let cells = [cell];
  for (const point of inward) {
    cells = cells.flatMap((part) => {
      if (distanceToEdge(site.plot(part).ring, point) > 0.2) return [part];
      const { left, right } = site.cells.cut(part, point, way);
      return [...left, ...right];
    });
  }
  return cells;
}

/** Cuts the block: along the tracks for the hall, the rest in three. */
function growSquareAndHall(site: Site, cell: Cell, station: GrownStation): void {
  const frame = alongTracks(site, cell, station);
  const front = site.cells.cut(cell, frame.at(0, HALL_DEPTH), frame.across);
  for (const strip of front.right) growHallStrip(site, strip, frame, station);
  for (const rest of front.left) {
    const first = site.cells.cut(rest, frame.at(frame.width * 0.3, 0), frame.deep);
    for (const side of first.left) growSide(site, side, [STORE]);
    for (const more of first.right) {
      const second = site.cells.cut(more, frame.at(frame.width * 0.7, 0), frame.deep);
      for (const middle of second.left) growSquare(site, middle);
      for (const side of second.right) growSide(site, side, [HOTEL]);
    }
  }
}

/** A box about a cell with the tracks along its front. */
function alongTracks(site: Site, cell: Cell, station: GrownStation): Box {
  const { ring, middle } = site.plot(cell);
  const way = headingWay(station.headingDegrees);
  const inward = between([station.at[0], station.at[1]], middle);
  return boxFacing(ring, cross(way, inward) > 0 ? way : [-way[0], -way[1]]);
}

/** The hall in the middle, shops to its sides. */
function growHallStrip(site: Site, strip: Cell, frame: Box, station: GrownStation): void {
  const first = site.cells.cut(strip, frame.at(frame.width * 0.2, 0), frame.deep);
  for (const side of first.left) growSide(site, side, []);
  for (const more of first.right) {
    const second = site.cells.cut(more, frame.at(frame.width * 0.8, 0), frame.deep);
    for (const middle of second.left) {
      const plot = site.plot(middle);
      if (!growHall(site, plot, frame, station)) leaveOpen(site, plot);
    }
    for (const side of second.right) growSide(site, side, []);
  }
}

function nearestStation(site: Site): GrownStation {
  const middle = centroidOf(site.block.ring);
  const away = ({ at }: GrownStation) => distance([at[0], at[1]], middle);
  const [nearest] = [...site.plan.stations].sort((a, b) => away(a) - away(b));
  if (!nearest) throw new Error("growStation: a plan without stations");
  return nearest;
}

/** A glazed hall under a vault, a clock tower over its door, a department above one end. */
function growHall(site: Site, plot: Plot, frame: Box, station: GrownStation): boolean {
  const room = plot.boxAlong(frame.across, 1.5, 1.5, 12);
  if (!room) return false;
  const deep = Math.min(room.depth, 24);
  const look = lookOf("wall-shop", "public", "metal", site.random);
  const glass = { ...look, roofing: "roof-glass" as const };
  const plain = lookOf("wall-public", "public", "flat", site.random);
  const hall = room.part(0, 0, room.width * 0.72, deep);
  const store = room.part(hall.width - 0.3, 0, room.width * 0.28, deep);
  const clock = hall.part(hall.width / 2 - 4, deep - 3.4, 8, 5);
  const name = { en: `${station.name.en} Station`, ja: `${station.name.ja}駅` };
  const building = site.build({
    use: "station",
    name,
    floors: 6,
    parts: [
      { ...prism(hall.ring, 2, 5, glass), roof: "barrel", rise: deep * 0.2 },
      prism(store.ring, 6, 4.4, look),
      { ...prism(clock.ring, 0, 1, plain), eaves: 21, roof: "pyramid", rise: 3 },
    ],
  });
  if (!building) return false;
  site.paint(plot.cell, "plaza");
  return true;
}

/** Paving, a round drive for buses about an island of trees. */
function growSquare(site: Site, cell: Cell): void {
  const plot = site.plot(cell);
  const room = plot.box(5, 5, 26);
  if (!room) {
    leaveOpen(site, plot);
    return;
  }
  const radius = Math.min(room.width, room.depth, 46) / 2;
  const drive = site.layRing(cell, roundAbout(room.middle, radius, 20));
  for (const part of drive.outside) site.paint(part, "plaza");
  for (const part of drive.inside) {
    const island = site.layRing(part, roundAbout(room.middle, radius * 0.52, 20));
    for (const lane of island.outside) site.paint(lane, "road");
    for (const green of island.inside) site.paint(green, "park");
  }
  for (const [east, north] of roundAbout(room.middle, radius * 0.34, 6)) {
    site.plant([east, north], "round", site.random.between(6, 8));
  }
  for (const side of [0.04, 0.96]) {
    const [from, to] = [room.at(room.width * side, 0), room.at(room.width * side, room.depth)];
    if (room.width > radius * 2 + 6) plantRow(site, from, to, 10, "round", [5.5, 7.5]);
  }
}

/** Towers as wished for, the first on the largest plot; shops where none fits. */
function growSide(site: Site, cell: Cell, wishes: readonly TowerWish[]): void {
  const { random } = site;
  const plots = subdivide(site, [cell], { area: 2400, front: 12, depth: 60 });
  for (const [i, plot] of plots.sort((a, b) => b.area - a.area).entries()) {
    const usual: TowerWish = { use: "office", floors: 12 + random.below(12) };
    if (plot.area > 700 && growTower(site, plot, wishes[i] ?? usual)) continue;
    if (!growShop(site, plot, 3 + random.below(4))) leaveOpen(site, plot);
  }
}
