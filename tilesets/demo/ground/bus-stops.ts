import type { Bilingual } from "../../../shared/city.ts";
import type { BusStop } from "../../../shared/city-networks.ts";
import type { Point2 } from "../../model/city-model.ts";
import type { GrownDistrict } from "../ground-plan.ts";
import { type Driven, pointAlong } from "./driven-road.ts";
import { DISTRICTS, STATIONS } from "./place-names.ts";
import { contains, distance } from "./polygon.ts";
import { railNorth } from "./rail-line.ts";

/** Metres between stops that a line aims at, and the least. */
const SPACING = 360;
const LEAST = 250;
/** Metres that a stop keeps from the junctions of its road, beyond the stop lines. */
const FREE = 14;
/** Stops nearer than this to one another have one name. */
const SAME = 110;

const NUMERALS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/** Places stops along circuits and names them after stations and districts. */
export class BusStops {
  readonly #districts: readonly GrownDistrict[];
  readonly #known: { readonly at: Point2; readonly name: Bilingual }[];
  readonly #counts = new Map<string, number>();

  constructor(districts: readonly GrownDistrict[]) {
    this.#districts = districts;
    this.#known = STATIONS.map(({ name, at }) => ({
      at: [at[0], railNorth(at[0])],
      name: { en: `${name.en} Station`, ja: `${name.ja}駅` },
    }));
  }

  /** Stops at about every 360 m, none on bridges or near junctions. */
  along(ref: string, driven: readonly Driven[]): BusStop[] {
    const stops: BusStop[] = [];
    let since = SPACING - 60;
    driven.forEach((road, index) => {
      const { chain, forward } = road;
      const from = (forward ? chain.trimFrom : chain.trimTo) + FREE;
      const to = chain.length - (forward ? chain.trimTo : chain.trimFrom) - FREE;
      for (let at = from; at <= to; at += 20) {
        if (chain.bridge || since + at < (to - at < 20 ? LEAST + 30 : SPACING)) continue;
        const metres = Math.round(at * 100) / 100;
        const p = pointAlong(road, metres);
        const name = this.#nameAt([p[0], p[1]]);
        const id = `bus-stop-${ref}-${stops.length + 1}`;
        stops.push({ id, name: name.en, nameJa: name.ja, road: index, at: metres });
        since = -at;
      }
      since += chain.length;
    });
    return stops;
  }

  #nameAt(at: Point2): Bilingual {
    const near = this.#known
      .map((stop, i) => ({ stop, away: distance(stop.at, at) - (i < STATIONS.length ? 60 : 0) }))
      .sort((a, b) => a.away - b.away)[0];
    if (near && near.away < SAME) return near.stop.name;
    const name = this.#numbered(at);
    this.#known.push({ at, name });
    return name;
  }

  #numbered(at: Point2): Bilingual {
    const inside = this.#districts.find((d) => contains(d.ring, at));
    const nearest = [...DISTRICTS].sort((a, b) => distance(a.at, at) - distance(b.at, at))[0];
    const district = inside?.name ?? nearest?.name;
    if (!district) throw new Error("ground: no district has a name");
    const count = (this.#counts.get(district.en) ?? 0) + 1;
    this.#counts.set(district.en, count);
    const tens = count > 19 ? `${NUMERALS[Math.floor(count / 10) - 1]}十` : count > 10 ? "十" : "";
    const ones = count > 10 ? (NUMERALS[(count % 10) - 1] ?? "") : NUMERALS[count - 1];
    return { en: `${district.en} ${count}-chome`, ja: `${district.ja}${tens}${ones}丁目` };
  }
}
