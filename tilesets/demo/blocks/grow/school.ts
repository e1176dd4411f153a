import type { Box } from "../shape/box.ts";
import type { PartDraft } from "../site/building-draft.ts";
import { plantRow } from "../site/grove.ts";
import { lookOf, prism, topBox } from "../site/look.ts";
import type { Plot } from "../site/plot.ts";
import type { Site } from "../site/site.ts";
import { leaveOpen } from "./open-ground.ts";

/** A long school house north of its court, a gym with a barrel roof at the end, trees about. */
export function growSchool(site: Site): void {
  const cells = [...site.ground].sort((a, b) => site.plot(b).area - site.plot(a).area);
  for (const [i, cell] of cells.entries()) {
    const plot = site.plot(cell);
    if (i > 0 || !growGrounds(site, plot)) leaveOpen(site, plot);
  }
}

function growGrounds(site: Site, plot: Plot): boolean {
  const found = plot.box(3, 3, 24);
  if (!found) return false;
  const room = found.lengthwise;
  const deep = Math.min(16, room.depth * 0.3);
  const gymWide = Math.min(30, room.width * 0.32);
  const house = room.part(0, room.depth - deep, room.width - gymWide - 5, deep);
  const gym = room.part(
    room.width - gymWide,
    room.depth - Math.min(24, room.depth * 0.42),
    gymWide,
    Math.min(24, room.depth * 0.42),
  );
  const name = site.programme.schools.get(site.block.id);
  const named = name ? { name } : {};
  const building = site.build({
    use: "school",
    ...named,
    floors: 3,
    parts: houseParts(site, house, gym),
  });
  if (!building) return false;
  layCourt(site, plot, room, gym.depth + 4);
  plantEdge(site, room);
  if (name) recordSchool(site, building.floorArea, house, name);
  return true;
}

function houseParts(site: Site, house: Box, gym: Box): PartDraft[] {
  const { random } = site;
  const floors = site.block.density > 0.5 ? 4 : 3;
  const look = lookOf("wall-public", "public", "flat", random);
  const hall = lookOf("wall-public", "public", "metal", random);
  const stair = house.part(house.width * 0.46, house.depth * 0.2, 7, house.depth * 0.6);
  return [
    prism(house.ring, floors, 3.7, look),
    topBox(stair.ring, floors * 3.7 + 0.4, 3, look),
    {
      ...prism(gym.ring, 1, 8.5, hall),
      roof: "barrel",
      rise: Math.min(gym.width, gym.depth) * 0.18,
    },
  ];
}

/** The sports court before the house, with a running track painted on it. */
function layCourt(site: Site, plot: Plot, room: Box, behind: number): void {
  const court = room.part(2, 2, room.width - 4, room.depth - behind - 4);
  if (court.width < 15 || court.depth < 12) {
    site.paint(plot.cell, "court");
    return;
  }
  const [low, high] = site.relief.span([...court.ring, court.middle]);
  const height = (low + high) / 2;
  const { inside, outside } = site.lay(plot.cell, court, height);
  for (const cell of inside) site.paint(cell, "court");
  for (const cell of outside) site.paint(cell, "yard");
  const [radius, line] = [Math.min(court.depth, court.width) * 0.34, 0.18];
  const half = Math.max(0, court.width / 2 - radius - 4);
  const oval = (r: number) =>
    Array.from({ length: 24 }, (_, i) => {
      const angle = (2 * Math.PI * i) / 24;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      const x = court.width / 2 + Math.sign(cos) * half + r * cos;
      return court.at(x, court.depth / 2 + r * sin);
    });
  const [inner, outer] = [oval(radius), oval(radius + line)];
  for (let i = 0; i < 24; i++) {
    const next = (i + 1) % 24;
    site.mark(
      [
        outer[i] ?? court.origin,
        outer[next] ?? court.origin,
        inner[next] ?? court.origin,
        inner[i] ?? court.origin,
      ],
      height,
    );
  }
}

function plantEdge(site: Site, room: Box): void {
  const { width, depth } = room;
  const edge = room.part(-1, -1, width + 2, depth + 2);
  plantRow(site, edge.origin, edge.at(width + 2, 0), 9, "round", [5, 8]);
  plantRow(site, edge.at(0, 8), edge.at(0, depth - 6), 10, "round", [5, 8]);
  plantRow(site, edge.at(width + 2, 8), edge.at(width + 2, depth - 6), 10, "round", [5, 8]);
}

function recordSchool(
  site: Site,
  floorArea: number,
  house: Box,
  name: { en: string; ja: string },
): void {
  const [east, north] = house.middle;
  const at = [east, north, site.relief.at([east, north])] as const;
  const capacity = Math.max(120, Math.round(floorArea / 11 / 10) * 10);
  site.facilities.push({ type: "school", id: `school:${site.block.id}`, name, at, capacity });
  const shelter = { en: `${name.en} shelter`, ja: `${name.ja}避難所` };
  site.facilities.push({
    type: "shelter",
    id: `shelter:${site.block.id}`,
    name: shelter,
    at,
    capacity: Math.round(capacity * 1.5),
  });
}
