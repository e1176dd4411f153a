import { effect } from "@preact/signals";
import {
  Cartesian2,
  Cesium3DTileFeature,
  type Color,
  type Scene,
  ScreenSpaceEventHandler,
  ScreenSpaceEventType,
} from "cesium";
import type { City } from "../../../shared/city.ts";
import type { Selected, Selection } from "../../twin/selection.ts";
import type { ChosenArea } from "./areas/area-layers.ts";
import { buildingProperties } from "./building-properties.ts";
import { ChosenBuilding } from "./chosen-building.ts";
import type { CityTiles } from "./city-tiles.ts";
import type { EntityLayer } from "./entity-layer.ts";
import type { PickedSymbol } from "./entity-primitive.ts";
import type { SceneTheme } from "./scene-theme.ts";
import { partsOf } from "./tile-parts.ts";

/** CSS pixels around a click that are looked at, and around a finger. */
const CLICK = 5;
const FINGER = 24;
/** Milliseconds between two looks at what is under the pointer. */
const HOVER_PERIOD = 80;

/** What picking must know of the areas on the map. */
interface AreaPicks {
  labelAt(x: number, y: number): ChosenArea | undefined;
  areaOf(picked: unknown): ChosenArea | undefined;
}

/** What is under the pointer, and what a click chooses. */
export class Picking {
  readonly #scene: Scene;
  readonly #entities: EntityLayer;
  readonly #selection: Selection;
  readonly #theme: () => SceneTheme;
  readonly #tiles: () => CityTiles | undefined;
  readonly #tells: ReadonlySet<string>;
  readonly #areas: () => AreaPicks;
  readonly #isTaken: () => boolean;
  readonly #handler: ScreenSpaceEventHandler;
  readonly #abort = new AbortController();
  readonly #unselect: () => void;
  readonly #building: ChosenBuilding;
  #hoveredAt = 0;
  #isFinger = false;

  constructor(options: {
    scene: Scene;
    entities: EntityLayer;
    selection: Selection;
    theme: () => SceneTheme;
    tiles: () => CityTiles | undefined;
    city: City | undefined;
    /** The colour of a building that is not chosen. */
    plainColor: (building: Cesium3DTileFeature) => Color;
    areas: () => AreaPicks;
    /** Whether the last click was meant for something else. */
    isTaken: () => boolean;
  }) {
    this.#scene = options.scene;
    this.#entities = options.entities;
    this.#selection = options.selection;
    this.#theme = options.theme;
    this.#tiles = options.tiles;
    this.#tells = tellingLayers(options.city);
    this.#areas = options.areas;
    this.#isTaken = options.isTaken;
    this.#building = new ChosenBuilding(options.scene, options.plainColor);
    this.#handler = new ScreenSpaceEventHandler(options.scene.canvas);
    this.#handler.setInputAction(
      ({ position }: { position: Cartesian2 }) => this.#click(position),
      ScreenSpaceEventType.LEFT_CLICK,
    );
    const { signal } = this.#abort;
    const { canvas } = options.scene;
    canvas.addEventListener("pointermove", (event) => this.#move(event), { signal });
    canvas.addEventListener("pointerdown", (event) => this.#down(event), { signal });
    for (const event of ["keydown", "blur"])
      canvas.addEventListener(event, () => delete canvas.dataset.pointed, { signal });
    this.#unselect = effect(() => this.#selected(this.#selection.current.value));
  }

  /** What is drawn at a place on the screen, CSS pixels. */
  pickAt(x: number, y: number): Selected {
    return this.#pick(new Cartesian2(x, y)).selected;
  }

  /** The colour of the chosen building; undefined for any other. */
  chosenColor(building: Cesium3DTileFeature): Color | undefined {
    return this.#building.colorOf(building);
  }

  /** Shows a building as the chosen one that was not chosen by a click; none where undefined. */
  mark(building: Cesium3DTileFeature | undefined): void {
    if (building === undefined) this.#building.clear();
    else this.#building.choose(building, this.#theme().chosenBuilding);
  }

  /** Colours the chosen building for a new theme. */
  repaint(): void {
    this.#building.repaint(this.#theme().chosenBuilding);
  }

  destroy(): void {
    this.#abort.abort();
    this.#unselect();
    this.#building.clear();
    this.#handler.destroy();
  }

  #click(position: Cartesian2): void {
    if (this.#isTaken()) return;
    const { selected, feature } = this.#pick(position);
    if (feature === undefined) this.#building.clear();
    else this.#building.choose(feature, this.#theme().chosenBuilding);
    this.#selection.select(selected);
  }

  #pick(position: Cartesian2): { selected: Selected; feature?: Cesium3DTileFeature } {
    const labelled = this.#areas().labelAt(position.x, position.y);
    if (labelled !== undefined) return { selected: labelled };
    const pick = () => this.#scene.pick(position, CLICK, CLICK) as unknown;
    const tiles = this.#tiles();
    const picked = tiles === undefined ? pick() : tiles.throughGround(pick);
    if (this.#isSymbol(picked)) return { selected: this.#entity(picked.slot) };
    if (this.#isFinger) {
      const slot = this.#entities.nearest(position.x, position.y, FINGER);
      if (slot !== -1) return { selected: this.#entity(slot) };
    }
    if (!(picked instanceof Cesium3DTileFeature)) return { selected: this.#areas().areaOf(picked) };
    const layer = tiles?.layerOf(picked.tileset);
    if (layer !== undefined && !this.#tells.has(layer.key)) return { selected: undefined };
    const properties = buildingProperties(picked);
    const within = layer === undefined || layer.role === "buildings" ? {} : { layer: layer.key };
    return { selected: { type: "building", properties, ...within }, feature: picked };
  }

  #entity(slot: number): Selected {
    const id = this.#entities.idOf(slot);
    return id === undefined ? undefined : { type: "entity", id };
  }

  #isSymbol(picked: unknown): picked is PickedSymbol {
    return (
      typeof picked === "object" &&
      picked !== null &&
      "entities" in picked &&
      this.#entities.owns(picked.entities)
    );
  }

  #down(event: PointerEvent): void {
    this.#isFinger = event.pointerType === "touch";
    // Whoever points at the map needs no frame around it; it comes with the first key.
    this.#scene.canvas.dataset.pointed = "";
    this.#scene.canvas.focus({ preventScroll: true });
  }

  #move(event: PointerEvent): void {
    const now = performance.now();
    if (event.buttons !== 0 || event.pointerType === "touch") return;
    if (now - this.#hoveredAt < HOVER_PERIOD) return;
    this.#hoveredAt = now;
    const isOver =
      this.#entities.hover(event.offsetX, event.offsetY) ||
      this.#areas().labelAt(event.offsetX, event.offsetY) !== undefined;
    this.#scene.canvas.style.cursor = isOver ? "pointer" : "";
  }

  /** Something was chosen, here or in a panel. */
  #selected(selected: Selected): void {
    if (selected?.type !== "building") this.#building.clear();
  }
}

/** Keys of layers of which a click on something means that very thing: on bare ground and trees it does not. */
function tellingLayers(city: City | undefined): ReadonlySet<string> {
  const told = new Set(city?.attributes?.flatMap(({ layers }) => layers));
  return new Set(
    (city === undefined ? [] : partsOf(city))
      .filter(({ role }, place) => role === "buildings" || (told.has(place) && role !== "ground"))
      .map(({ key }) => key),
  );
}
