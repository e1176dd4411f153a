import type { BuildingUse } from "../../../../shared/building-use.ts";
import type { Plot } from "../site/plot.ts";
import type { TowerWish } from "../site/programme.ts";
import type { Site } from "../site/site.ts";
import { subdivide } from "../site/subdivide.ts";
import { growApartment } from "./apartment.ts";
import { growHome } from "./home.ts";
import { leaveOpen } from "./open-ground.ts";
import { reserveGround } from "./reserve-ground.ts";
import { growShop } from "./shop-house.ts";
import { growTower } from "./tower.ts";

/** The dense middle of the city: towers on big plots, wall to wall between them. */
export function growCore(site: Site): void {
  const { random, block } = site;
  const plots = subdivide(site, reserveGround(site), { area: 1500, front: 18, depth: 45 });
  const wanted = site.programme.landmarks.get(block.id);
  const widest = wanted && mostRoom(plots);
  for (const plot of plots) {
    const landmark = plot === widest ? wanted : undefined;
    const wish = landmark ?? towerWish(site);
    const high = landmark !== undefined || random.chance(0.45 + 0.4 * block.density);
    if (high && plot.area > 550 && growTower(site, plot, wish)) continue;
    for (const part of subdivide(site, [plot.cell], { area: 330, front: 6, depth: 26 })) {
      growNarrow(site, part, 4 + random.below(7));
    }
  }
}

/** Shops and offices of some storeys along busy streets. */
export function growCommercial(site: Site): void {
  const { random, block } = site;
  const plots = subdivide(site, reserveGround(site), { area: 345, front: 6, depth: 24 });
  for (const plot of plots) {
    const high = 2 + random.below(3) + Math.round(block.density ** 2 * random.between(0, 6));
    if (plot.area > 700 && random.chance(0.4)) {
      const wish = {
        use: random.pick<BuildingUse>(["office", "hotel", "apartment"]),
        floors: high + 5,
      };
      if (growTower(site, plot, wish)) continue;
    }
    growNarrow(site, plot, high);
  }
}

/** Flats, shops with homes above, and houses side by side. */
export function growMixed(site: Site): void {
  const { random, block } = site;
  const plots = subdivide(site, reserveGround(site), { area: 375, front: 8, depth: 22 });
  for (const plot of plots) {
    const busy = plot.front?.class === "arterial" || plot.front?.class === "collector";
    if (plot.area > 260 && random.chance(0.6)) {
      const floors = 3 + random.below(4) + Math.round(block.density * random.between(1, 7));
      if (growApartment(site, plot, floors)) continue;
    }
    if (random.chance(busy ? 0.6 : 0.25) && growShop(site, plot, 2 + random.below(3))) continue;
    growHome(site, plot);
  }
}

/** Houses, with flats on the larger plots. */
export function growResidential(site: Site): void {
  const { random, block } = site;
  const dense = block.zone === "dense-residential";
  const size = { area: dense ? 175 : 265, front: dense ? 6.5 : 9, depth: dense ? 14 : 18 };
  for (const plot of subdivide(site, reserveGround(site), size)) {
    const flats = plot.area > size.area * 1.45 ? 0.4 : 0;
    if (random.chance(flats) && growApartment(site, plot, 2 + random.below(3))) continue;
    const corner = plot.front?.class === "arterial" || plot.front?.class === "collector";
    if (corner && random.chance(0.14) && growShop(site, plot, 2)) continue;
    if (random.chance(0.025)) leaveOpen(site, plot);
    else growHome(site, plot);
  }
}

/** What fits a plot too small for a tower. */
function growNarrow(site: Site, plot: Plot, floors: number): void {
  if (growShop(site, plot, floors)) return;
  leaveOpen(site, plot);
}

/** Higher towards the station. */
function towerWish(site: Site): TowerWish {
  const { random, block } = site;
  const use = random.pick<BuildingUse>([
    "office",
    "office",
    "office",
    "hotel",
    "apartment",
    "shop",
  ]);
  // Few are very high.
  const reach = block.density ** 2 * (3 + 21 * random.next() ** 2.2);
  const floors = Math.round(7 + random.between(0, 4) + reach);
  return { use, floors: use === "shop" ? Math.min(9, floors) : floors };
}

/** The plot with the largest rectangle in it. */
function mostRoom(plots: readonly Plot[]): Plot | undefined {
  const room = (plot: Plot) => plot.box(3.2, 3, 12)?.area ?? 0;
  return [...plots].sort((a, b) => room(b) - room(a))[0];
}
