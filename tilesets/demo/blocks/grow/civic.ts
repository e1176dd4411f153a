import type { Bilingual } from "../../../../shared/city.ts";
import type { Building, Point3 } from "../../../model/city-model.ts";
import type { Box } from "../shape/box.ts";
import { centroidOf } from "../shape/ring.ts";
import type { PartDraft } from "../site/building-draft.ts";
import { plantGrove, plantRow } from "../site/grove.ts";
import { lookOf, plainLook, prism, topBox } from "../site/look.ts";
import type { Plot } from "../site/plot.ts";
import type { Site } from "../site/site.ts";
import { growCarPark } from "./car-park.ts";
import { leaveOpen } from "./open-ground.ts";
import { reserveGround } from "./reserve-ground.ts";

/** A hospital with a landing pad on its roof. */
export function growHospital(site: Site): void {
  growLargest(site, (plot) => {
    const room = plot.box(9, 5, 22);
    const name = site.programme.hospitals.get(site.block.id);
    if (!room || !name) return false;
    const building = site.build({
      use: "hospital",
      name,
      floors: 8,
      parts: hospitalParts(site, room),
    });
    if (!building) return false;
    paintSquare(site, plot, room);
    const [east, north] = room.middle;
    const at: Point3 = [east, north, site.relief.at(room.middle)];
    const roof = building.parts[0];
    const port = site.programme.ports.get(site.block.id);
    if (roof && port) {
      const [x, y] = centroidOf(roof.footprint);
      site.pads.push({ kind: "port", name: port, at: [x, y, roof.eaves] });
    }
    const capacity = Math.round(building.floorArea / 75 / 10) * 10;
    site.facilities.push({ type: "hospital", id: `hospital:${site.block.id}`, name, at, capacity });
    return true;
  });
}

/** A broad base, a ward block on it, and a free roof for drones. */
function hospitalParts(site: Site, room: Box): PartDraft[] {
  const look = lookOf("wall-public", "public", "flat", site.random);
  const base = room.part(0, 0, Math.min(room.width, 85), Math.min(room.depth, 48));
  const wards = base.part(
    base.width * 0.1,
    base.depth * 0.35,
    base.width * 0.8,
    Math.min(18, base.depth * 0.5),
  );
  const floors = 8;
  const top = floors * 3.8 + 0.4;
  const lift = wards.part(wards.width * 0.86, wards.depth * 0.25, 5, wards.depth * 0.5);
  const upper = {
    footprint: wards.ring,
    from: 3 * 3.8 + 0.4,
    eaves: top,
    roof: "flat",
    ...look,
  } as const;
  return [
    { ...upper, floors: floors - 3 },
    prism(base.ring, 3, 3.8, look),
    topBox(lift.ring, top, 3.4, look),
  ];
}

/** A town hall, a library, a museum or another public house. */
export function growCivic(site: Site): void {
  growLargest(site, (plot) => {
    const room = plot.box(8, 4, 14);
    if (!room) return false;
    const name = site.programme.civics.get(site.block.id);
    const box = room.part(
      0,
      room.depth * 0.25,
      Math.min(room.width, 70),
      Math.min(room.depth * 0.75, 42),
    );
    const townHall = site.programme.townHall === site.block.id;
    const parts = townHall ? hallParts(site, box) : houseParts(site, box);
    const floors = townHall ? { floors: 13 } : {};
    const building = site.build({ use: "public", ...(name && { name }), ...floors, parts });
    if (!building) return false;
    paintSquare(site, plot, room);
    if (name) recordShelter(site, room, building, name);
    return true;
  });
}

/** A slab with a tower at its end. */
function hallParts(site: Site, box: Box): PartDraft[] {
  const look = lookOf("wall-public", "public", "flat", site.random);
  const tower = box.part(
    box.width * 0.7,
    box.depth * 0.15,
    Math.min(18, box.width * 0.25),
    box.depth * 0.6,
  );
  const crown = tower.inset(Math.min(tower.width, tower.depth) * 0.25);
  return [
    prism(box.ring, 4, 4.2, look),
    {
      footprint: tower.ring,
      floors: 9,
      from: 4 * 4.2 + 0.4,
      eaves: 13 * 4.2 + 0.4,
      roof: "flat",
      ...look,
    },
    topBox(crown.ring, 13 * 4.2 + 0.4, 5, look),
  ];
}

/** Two or three storeys under a broad roof; some round a glazed hall. */
function houseParts(site: Site, box: Box): PartDraft[] {
  const { random } = site;
  const look = lookOf("wall-public", "public", random.chance(0.5) ? "metal" : "flat", random);
  const floors = 2 + random.below(2);
  const main = prism(box.ring, floors, 4.2, look);
  const span = Math.min(box.width, box.depth);
  if (look.roofing === "roof-metal")
    return [{ ...main, roof: random.pick(["hip", "barrel"] as const), rise: span * 0.15 }];
  const light = box.part(box.width * 0.35, box.depth * 0.3, box.width * 0.3, box.depth * 0.4);
  const glass = { ...plainLook([210, 214, 214], [160, 176, 184]), roofing: "roof-glass" as const };
  return [main, { ...topBox(light.ring, floors * 4.2 + 0.4, 2, glass), roof: "pyramid", rise: 3 }];
}

/** Grows on the largest piece of the block, and parks cars or leaves the others open. */
function growLargest(site: Site, grow: (plot: Plot) => boolean): void {
  const cells = [...reserveGround(site)].sort((a, b) => site.plot(b).area - site.plot(a).area);
  for (const [i, cell] of cells.entries()) {
    const plot = site.plot(cell);
    if (i === 0 && grow(plot)) continue;
    if (i > 0 && plot.area > 500 && growCarPark(site, plot, 1)) continue;
    leaveOpen(site, plot);
  }
}

/** Paved, with trees along the edge. */
function paintSquare(site: Site, plot: Plot, room: Box): void {
  const { left, right } = site.cells.cut(plot.cell, room.at(0, room.depth * 0.9), room.across);
  for (const cell of right) site.paint(cell, "plaza");
  for (const cell of left) site.paint(cell, "grass");
  plantRow(site, room.at(0, -4), room.at(room.width, -4), 9, "round", [5, 8]);
  plantGrove(site, plot.ring, {
    spacing: 9,
    margin: 1.5,
    heights: [5, 9],
    shapes: ["round", "cone"],
    share: 0.5,
    open: [room.ring],
  });
}

function recordShelter(site: Site, room: Box, building: Building, of: Bilingual): void {
  const [east, north] = room.middle;
  const at: Point3 = [east, north, site.relief.at(room.middle)];
  const name = { en: `${of.en} shelter`, ja: `${of.ja}避難所` };
  const capacity = Math.round(building.floorArea / 40) * 10;
  site.facilities.push({ type: "shelter", id: `shelter:${site.block.id}`, name, at, capacity });
}
