import { BoundingSphere, Cartesian3, Math as CesiumMath } from "cesium";
import type { MultiPolygon, Polygon } from "geojson";
import type { RegionFeature } from "../../../../shared/region.ts";
import type { SceneContext } from "../scene-context.ts";
import type { SceneTheme } from "../scene-theme.ts";
import { AreaFill } from "./area-fill.ts";
import { AreaGround } from "./area-ground.ts";
import { AreaLabels, type Labelled } from "./area-labels.ts";
import type { AreaLayers, ChosenArea, ShadedArea } from "./area-layers.ts";
import { AreaLines, BorderMark } from "./area-lines.ts";
import { type AreaLooks, areaLooks } from "./area-looks.ts";
import { atHeight, ringsOf } from "./area-rings.ts";
import { BorderPulses } from "./border-pulses.ts";
import { DistrictShade } from "./district-shade.ts";
import { RegionWalls } from "./region-walls.ts";
import { sameShapes } from "./same-shapes.ts";
import { surfaceOf } from "./surface-of.ts";

/** Radians: how an area is looked at, and from how many of its radii. */
const PITCH = CesiumMath.toRadians(-48);
const RANGE = 2.6;
const LEAST_RANGE = 120;
/** Of more regions only the borders are drawn: so many fills would cover the city, and cost dearly. */
const MOST_FILLED = 200;

/** Draws districts and regions on the city, or on the bare globe where there is none. */
export class AreasLayer implements AreaLayers {
  readonly #context: SceneContext;
  readonly #ground: AreaGround;
  readonly #shade: DistrictShade;
  readonly #districtLines: AreaLines;
  readonly #regionLines: AreaLines;
  readonly #chosenLine: AreaLines;
  readonly #fill: AreaFill;
  readonly #chosenFill: AreaFill;
  readonly #walls: RegionWalls;
  readonly #chosenWalls: RegionWalls;
  readonly #labels: AreaLabels;
  readonly #pulses: BorderPulses;
  readonly #stillness = matchMedia("(prefers-reduced-motion: reduce)");
  #districts: readonly ShadedArea[] = [];
  #regions: readonly RegionFeature[] = [];
  #regionLabels: ReadonlyMap<string, string> = new Map();
  #chosen: ChosenArea | undefined;
  #theme: SceneTheme;
  #looks: AreaLooks;

  constructor(context: SceneContext) {
    this.#context = context;
    const { scene, container, city } = context;
    const onto = surfaceOf(city);
    this.#ground = new AreaGround(context);
    this.#shade = new DistrictShade(scene, onto);
    this.#fill = new AreaFill(scene, onto);
    this.#chosenFill = new AreaFill(scene, onto);
    this.#districtLines = new AreaLines(scene, this.#ground, "district");
    this.#regionLines = new AreaLines(scene, this.#ground, "region");
    this.#chosenLine = new AreaLines(scene, this.#ground, "region");
    this.#walls = new RegionWalls(scene, this.#ground);
    this.#chosenWalls = new RegionWalls(scene, this.#ground);
    this.#pulses = new BorderPulses(scene, this.#ground);
    this.#labels = new AreaLabels(scene, container, this.#ground);
    this.#theme = context.theme();
    this.#looks = areaLooks(this.#theme);
  }

  /** Whether all that was asked for is drawn as it should be. */
  get settled(): boolean {
    return !this.#parts.some(({ pending }) => pending);
  }

  setDistricts(areas: readonly ShadedArea[]): void {
    const reshaped = !sameShapes(areas, this.#districts);
    this.#districts = areas;
    this.#shade.set(areas);
    if (reshaped) this.#drawDistricts();
    this.#label();
  }

  setRegions(regions: readonly RegionFeature[], labels: ReadonlyMap<string, string>): void {
    const reshaped = !sameShapes(regions, this.#regions);
    const walled = reshaped || !sameSpans(regions, this.#regions);
    this.#regions = regions;
    this.#regionLabels = labels;
    if (reshaped) this.#drawRegions();
    if (walled) this.#drawWalls();
    this.#label();
  }

  setChosen(chosen: ChosenArea | undefined): void {
    if (this.#chosen?.id === chosen?.id && this.#chosen?.type === chosen?.type) return;
    this.#chosen = chosen;
    this.#drawChosen();
    this.#labels.setChosen(chosen);
    this.#context.scene.requestRender();
  }

  pulse(region: string): void {
    if (this.#stillness.matches) return;
    const crossed = this.#regions.find(({ id }) => id === region);
    if (crossed !== undefined) this.#pulses.add(crossed, this.#context.time.seconds());
  }

  flyToArea(geometry: Polygon | MultiPolygon): void {
    const { rig, city } = this.#context;
    const height = city?.ground.height ?? 0;
    const places = ringsOf(geometry).flatMap((ring) => atHeight(ring, height));
    const { center, radius } = BoundingSphere.fromPoints(places);
    const range = Math.max(LEAST_RANGE, radius * RANGE);
    const { heading } = rig.view();
    rig.goTo({ target: Cartesian3.clone(center), heading, pitch: PITCH, range });
  }

  /** Which area a label at a place on the screen is of, CSS pixels. */
  labelAt(x: number, y: number): ChosenArea | undefined {
    return this.#labels.at(x, y);
  }

  /** Which area something that was picked is the border of. */
  areaOf(picked: unknown): ChosenArea | undefined {
    if (typeof picked !== "object" || picked === null || !("id" in picked)) return undefined;
    return picked.id instanceof BorderMark ? { type: picked.id.type, id: picked.id.id } : undefined;
  }

  /** Before each frame; true where it moves of itself. */
  beforeFrame(): boolean {
    this.#followTheme();
    const { color } = this.#looks.chosen;
    const isLit = this.#pulses.follow(this.#context.time.seconds(), color);
    for (const part of this.#parts) part.follow();
    this.#labels.follow(performance.now());
    return isLit || !this.settled;
  }

  destroy(): void {
    for (const part of this.#parts) part.destroy();
    this.#pulses.clear();
    this.#labels.destroy();
  }

  /** All that Cesium makes in workers. */
  get #parts() {
    return [
      ...[this.#shade, this.#fill, this.#chosenFill, this.#walls, this.#chosenWalls],
      ...[this.#districtLines, this.#regionLines, this.#chosenLine],
    ];
  }

  /** Another light: every border and fill is drawn in its colours. */
  #followTheme(): void {
    const theme = this.#context.theme();
    if (theme === this.#theme) return;
    this.#theme = theme;
    this.#looks = areaLooks(theme);
    this.#drawAll();
  }

  #drawAll(): void {
    this.#drawDistricts();
    this.#drawRegions();
    this.#drawWalls();
    this.#drawChosen();
    this.#labels.settle();
  }

  #drawDistricts(): void {
    this.#needGround(this.#districts);
    this.#districtLines.set(this.#districts, this.#looks.district);
    if (this.#chosen?.type === "district") this.#drawChosen();
  }

  #drawRegions(): void {
    this.#needGround(this.#regions);
    this.#pulses.clear();
    this.#regionLines.set(this.#regions, this.#looks.region);
    const filled = this.#regions.length <= MOST_FILLED ? this.#regions : [];
    const shapes = filled.map(({ geometry }) => geometry);
    this.#fill.set(shapes, this.#looks.fill);
    if (this.#chosen?.type === "region") this.#drawChosen();
  }

  #drawWalls(): void {
    this.#walls.set(this.#regions, this.#looks.region.color);
    if (this.#chosen?.type === "region") this.#drawChosen();
  }

  #drawChosen(): void {
    const { type, id } = this.#chosen ?? {};
    const all: readonly (RegionFeature | ShadedArea)[] =
      type === "district" ? this.#districts : this.#regions;
    const areas = all.filter((area) => area.id === id);
    const regions = type === "region" ? this.#regions.filter((region) => region.id === id) : [];
    this.#chosenLine.set(areas, this.#looks.chosen);
    this.#districtLines.hide(type === "district" ? id : undefined);
    this.#regionLines.hide(type === "region" ? id : undefined);
    this.#walls.hide(type === "region" ? id : undefined);
    const shapes = regions.map(({ geometry }) => geometry);
    this.#chosenFill.set(shapes, this.#looks.chosenFill);
    this.#chosenWalls.set(regions, this.#looks.chosen.color);
  }

  /** Lines lie on the ground: once its heights are known they are drawn anew. */
  #needGround(areas: readonly unknown[]): void {
    if (areas.length > 0) this.#ground.need(() => this.#drawAll());
  }

  #label(): void {
    const districts = this.#districts.map(({ id, geometry, label }): Labelled => {
      return { type: "district", id, geometry, text: label };
    });
    const regions = this.#regions.map(({ id, geometry, properties }): Labelled => {
      const text = this.#regionLabels.get(id) ?? properties.name;
      return { type: "region", id, geometry, text, height: properties.ceiling };
    });
    this.#labels.set([...regions, ...districts]);
    this.#context.scene.requestRender();
  }
}

function sameSpans(some: readonly RegionFeature[], others: readonly RegionFeature[]): boolean {
  return some.every(({ properties }, place) => {
    const other = others[place]?.properties;
    return other?.floor === properties.floor && other?.ceiling === properties.ceiling;
  });
}
