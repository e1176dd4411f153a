import type { CityModel } from "../model/city-model.ts";
import { fillBlocks } from "./blocks/fill-blocks.ts";
import { layGround } from "./ground/lay-ground.ts";
import type { GroundPlan } from "./ground-plan.ts";

/**
 * Hamatsuki, an invented harbour city: land, roads and rails, and what stands on them. The same seed
 * gives the same city in every detail.
 */
export function growCity(seed: number | string): CityModel {
  const plan = layGround(seed);
  const { places, air, viewpoints, patches, ...filled } = fillBlocks(plan, seed);
  return {
    id: "hamatsuki",
    name: { en: "Hamatsuki", ja: "浜月" },
    plane: plan.plane,
    bounds: plan.bounds,
    timeZone: "Asia/Tokyo",
    ground: { height: usualHeight(plan), method: "median of the corners of its blocks" },
    invented: true,
    attribution: ["Hamatsuki is an invented city, grown by Machinami"],
    ...filled,
    surfaces: [...plan.patches, ...patches],
    networks: { ...plan.networks, places, air },
    viewpoints,
  };
}

/** Metres of the plane, to the decimetre. */
function usualHeight(plan: GroundPlan): number {
  const heights = plan.blocks.flatMap((block) => block.heights).sort((a, b) => a - b);
  return Math.round((heights[Math.floor(heights.length / 2)] ?? 0) * 10) / 10;
}
