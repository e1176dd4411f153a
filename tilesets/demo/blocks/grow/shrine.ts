import type { Bilingual } from "../../../../shared/city.ts";
import type { Rgb } from "../../../model/city-model.ts";
import type { Box } from "../shape/box.ts";
import { plantGrove } from "../site/grove.ts";
import { lookOf, plainLook, prism, topBox } from "../site/look.ts";
import type { Plot } from "../site/plot.ts";
import type { Site } from "../site/site.ts";
import { leaveOpen } from "./open-ground.ts";

const VERMILION: Rgb = [168, 86, 66];

/** A hall under a great hipped roof at the end of its way, in a grove. */
export function growShrine(site: Site): void {
  const cells = [...site.ground].sort((a, b) => site.plot(b).area - site.plot(a).area);
  for (const [i, cell] of cells.entries()) {
    const plot = site.plot(cell);
    if (i > 0 || !growPrecinct(site, plot)) leaveOpen(site, plot);
  }
}

function growPrecinct(site: Site, plot: Plot): boolean {
  const room = plot.box(2, 2, 14);
  if (!room) return false;
  const name = site.programme.shrines.get(site.block.id);
  const wide = Math.min(room.width * 0.5, 22);
  const hall = room.part(
    (room.width - wide) / 2,
    room.depth * 0.58,
    wide,
    Math.min(room.depth * 0.3, 18),
  );
  if (!buildHall(site, hall, name)) return false;
  const shrine = name?.en.endsWith("Shrine") ?? site.random.chance(0.5);
  if (room.depth > 22) buildGate(site, room, shrine);
  if (room.width > 36) buildOffice(site, room);
  const way = room.part(room.width / 2 - 2, -4, 4, hall.depth * 0.2 + room.depth * 0.58 + 3);
  const court = room.part(
    hall.width * 0.3,
    room.depth * 0.4,
    room.width - hall.width * 0.6,
    room.depth * 0.16,
  );
  const { inside, outside } = site.lay(plot.cell, way);
  for (const cell of inside) site.paint(cell, "plaza");
  for (const cell of outside) site.paint(cell, "park");
  plantGrove(site, plot.ring, {
    spacing: 6.5,
    margin: 1.2,
    heights: [7, 15],
    shapes: ["cone", "round", "round", "pine"],
    share: 0.8,
    open: [way.ring, court.ring],
    clear: 2.5,
  });
  return true;
}

function buildHall(site: Site, hall: Box, name: Bilingual | undefined): boolean {
  const look = lookOf(
    "wall-home",
    "timber",
    site.random.chance(0.35) ? "copper" : "tile",
    site.random,
  );
  const porch = hall.part(hall.width * 0.32, -3.4, hall.width * 0.36, 4);
  const rise = hall.depth * 0.42;
  const parts = [
    { ...prism(hall.ring, 1, 4.4, look), roof: "hip" as const, rise },
    { ...prism(porch.ring, 1, 3.4, look), roof: "hip" as const, rise: 1.6 },
  ];
  return site.build({ use: "temple", ...(name && { name }), parts }) !== undefined;
}

/** A gate of two posts and two beams, or a roofed one before a temple. */
function buildGate(site: Site, room: Box, shrine: boolean): void {
  if (!shrine) {
    const gate = room.part(room.width / 2 - 4, room.depth * 0.08, 8, 4.5);
    const look = lookOf("wall-home", "timber", "tile", site.random);
    site.build({
      use: "temple",
      parts: [{ ...prism(gate.ring, 1, 4.2, look), roof: "hip", rise: 2.6 }],
    });
    return;
  }
  const look = plainLook(VERMILION);
  const gate = room.part(room.width / 2 - 3, room.depth * 0.08, 6, 0.5);
  const post = (x: number) => ({
    ...prism(gate.part(x, 0, 0.5, 0.5).ring, 0, 1, look),
    eaves: 5.4,
  });
  const parts = [post(0.5), post(5), topBox(gate.part(0.5, 0.1, 5, 0.3).ring, 4.2, 0.4, look)];
  parts.push(topBox(gate.part(-0.4, -0.1, 6.8, 0.7).ring, 5.4, 0.6, look));
  site.build({ use: "temple", parts });
}

function buildOffice(site: Site, room: Box): void {
  const box = room.part(room.width * 0.03, room.depth * 0.5, Math.min(10, room.width * 0.18), 9);
  const look = lookOf("wall-home", "timber", "tile", site.random);
  site.build({
    use: "temple",
    parts: [{ ...prism(box.ring, 1, 3.2, look), roof: "hip", rise: 2.4 }],
  });
}
