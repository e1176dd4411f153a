import type { BuildingUse } from "../../../../shared/building-use.ts";
import type { Ring } from "../../../model/city-model.ts";
import type { Box } from "../shape/box.ts";
import { areaOf } from "../shape/ring.ts";
import type { PartDraft } from "../site/building-draft.ts";
import { plantRow } from "../site/grove.ts";
import { type Look, lookOf, prism, topBox } from "../site/look.ts";
import type { Plot } from "../site/plot.ts";
import type { TowerWish } from "../site/programme.ts";
import type { Site } from "../site/site.ts";

const STOREYS: Partial<Record<BuildingUse, number>> = {
  hotel: 3.4,
  apartment: 3.1,
  office: 3.9,
  shop: 4.6,
};
const WALLS = { hotel: "wall-apartment", apartment: "wall-apartment", shop: "wall-shop" } as const;
const PODIUM_STOREY = 4.6;

/** A tower on a podium with open ground before it. False where it has no room. */
export function growTower(site: Site, plot: Plot, wish: TowerWish): boolean {
  const room = plot.room(1.6, 0.8);
  const box = plot.box(3.2, 3, 12);
  if (!room || !box || areaOf(room) < 200) return false;
  const podium = site.random.chance(0.75) ? site.random.below(3) + 1 : 0;
  const parts = towerParts(site, towerBox(site, box, wish.floors), wish, podium);
  if (podium > 0) {
    const look = lookOf("wall-shop", "office", "flat", site.random);
    parts.push(prism(room, podium, PODIUM_STOREY, look));
  }
  if (!site.build({ ...wish, parts })) return false;
  site.paint(plot.cell, "plaza");
  plantForecourt(site, plot);
  return true;
}

/** Slender enough for its height, not wider than light reaches. */
function towerBox(site: Site, room: Box, floors: number): Box {
  const { random } = site;
  const most = floors > 20 ? 40 : 48;
  const width = Math.min(room.width, most * random.between(0.75, 1));
  const depth = Math.min(room.depth, most * random.between(0.6, 0.85));
  return room.part(
    (room.width - width) * random.between(0.2, 0.8),
    (room.depth - depth) / 2,
    width,
    depth,
  );
}

function towerParts(site: Site, box: Box, wish: TowerWish, podium: number): PartDraft[] {
  const { random } = site;
  const wall = WALLS[wish.use as keyof typeof WALLS] ?? "wall-office";
  const plaster =
    wall === "wall-apartment" && wish.floors < 15
      ? "apartment"
      : wall === "wall-shop"
        ? "shop"
        : "office";
  const look = lookOf(wall, plaster, "flat", random);
  const stack = new Stack(podium, STOREYS[wish.use] ?? 3.8, look);
  const shape = wish.floors < 9 ? 0 : random.below(4);
  const rest = wish.floors - podium;
  let crown = box;
  if (shape === 1) crown = stepped(stack, box, rest);
  else if (shape === 2) crown = paired(stack, box, rest);
  else stack.add(shape === 3 ? chamfered(box) : box.ring, 0, rest);
  const plant = plantRoom(site, crown);
  const height = random.between(2.6, 4.6);
  // Plant rooms and masts have no windows.
  const blind: Look = { ...look, wall: "wall-plain" };
  const parts = [...stack.parts, topBox(plant.ring, stack.top, height, blind)];
  if (wish.floors > 24) parts.push(topBox(mast(plant), stack.top + height, 14, blind));
  return parts;
}

/** Storeys on a podium, or on the ground. */
class Stack {
  readonly parts: PartDraft[] = [];
  top = 0;
  readonly #foot: number;
  readonly #storey: number;
  readonly #look: Look;

  constructor(podium: number, storey: number, look: Look) {
    this.#foot = podium * PODIUM_STOREY;
    this.#storey = storey;
    this.#look = look;
  }

  /** Storeys counted from the stack's foot. */
  add(footprint: Ring, fromFloor: number, toFloor: number): void {
    const from = this.#foot + fromFloor * this.#storey + 0.4;
    const eaves = this.#foot + toFloor * this.#storey + 0.4;
    const grounded = fromFloor === 0 && this.#foot === 0;
    const part = {
      footprint,
      eaves,
      floors: toFloor - fromFloor,
      roof: "flat",
      ...this.#look,
    } as const;
    this.parts.push(grounded ? part : { ...part, from });
    this.top = Math.max(this.top, eaves);
  }
}

/** Three boxes, each smaller than the one below; the smallest is the crown. */
function stepped(stack: Stack, box: Box, floors: number): Box {
  const by = Math.min(box.width, box.depth);
  const [first, second] = [Math.round(floors * 0.62), Math.round(floors * 0.85)];
  stack.add(box.ring, 0, first);
  stack.add(box.inset(by * 0.08).ring, first, second);
  const crown = box.inset(by * 0.17);
  stack.add(crown.ring, second, floors);
  return crown;
}

/** Two slabs side by side, the second lower. */
function paired(stack: Stack, box: Box, floors: number): Box {
  const high = box.part(0, 0, box.width * 0.55, box.depth);
  stack.add(high.ring, 0, floors);
  const low = box.part(box.width * 0.55, box.depth * 0.12, box.width * 0.45, box.depth * 0.76);
  stack.add(low.ring, 0, Math.round(floors * 0.84));
  return high;
}

/** A rectangle without its corners. */
function chamfered(box: Box): Ring {
  const by = Math.min(box.width, box.depth) * 0.16;
  const { width, depth } = box;
  return [
    box.at(by, 0),
    box.at(width - by, 0),
    box.at(width, by),
    box.at(width, depth - by),
    box.at(width - by, depth),
    box.at(by, depth),
    box.at(0, depth - by),
    box.at(0, by),
  ];
}

function plantRoom(site: Site, crown: Box): Box {
  const { random } = site;
  const wide = crown.width * random.between(0.35, 0.6);
  const deep = crown.depth * random.between(0.35, 0.6);
  return crown.part((crown.width - wide) / 2, (crown.depth - deep) / 2, wide, deep);
}

function mast(plant: Box) {
  return plant.part(plant.width / 2 - 0.4, plant.depth / 2 - 0.4, 0.8, 0.8).ring;
}

/** A row of trees along the longest street. */
function plantForecourt(site: Site, plot: Plot): void {
  const front = plot.front;
  if (!front || front.length < 24 || site.random.chance(0.4)) return;
  const inward = [-front.across[1], front.across[0]] as const;
  const half = front.length / 2 - 5;
  const [east, north] = [front.middle[0] + inward[0] * 1.1, front.middle[1] + inward[1] * 1.1];
  const [dx, dy] = [front.across[0] * half, front.across[1] * half];
  plantRow(site, [east - dx, north - dy], [east + dx, north + dy], 9, "round", [4.5, 6.5]);
}
