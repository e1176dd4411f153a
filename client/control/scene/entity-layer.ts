import { effect } from "@preact/signals";
import { Cartesian2, Cartesian3, Cartographic, type Scene, SceneTransforms } from "cesium";
import { ENTITY_KINDS, type EntityKind, PROVENANCES } from "../../../shared/entity.ts";
import type { Selection } from "../../twin/selection.ts";
import type { Store } from "../../twin/store.ts";
import type { CityLight } from "./city-light.ts";
import { Crowding } from "./crowding.ts";
import { DrawnEntities } from "./drawn-entities.ts";
import { EntityFeed } from "./entity-feed.ts";
import { EntityInstances } from "./entity-instances.ts";
import { EntityPrimitive } from "./entity-primitive.ts";
import { LocalSpace } from "./local-space.ts";
import { ModelLayer } from "./model-layer.ts";
import { MODEL_TYPES, type ModelType } from "./model-types.ts";
import type { QualityLevel } from "./quality-governor.ts";
import type { SceneTheme } from "./scene-theme.ts";
import { nearestSymbol } from "./symbol-search.ts";
import type { Timekeeper } from "./timekeeper.ts";
import { Trail } from "./trail.ts";

const ALL_KINDS = 2 ** ENTITY_KINDS.length - 1;
/** In a city with hills, what is above the sea need not fly: only these do. */
const FLYERS = 1 << ENTITY_KINDS.indexOf("drone");
/** CSS pixels: radius of a symbol at a middling distance, where there is no crowd. */
const SYMBOL_RADIUS = 11.5;
/** Metres that the trail is drawn above the way. */
const TRAIL_LIFT = 2;
/** Seconds after which the clock's zero is moved, so that it stays exact in 32 bits. */
const CLOCK_SPAN = 4_096;
/** Metres: a frame is moved when the camera is near the ground and this far from its origin. */
const FRAME_SPAN = 60_000;

/** The living things: from the store into the drawn symbols, with the chosen one and its trail. */
export class EntityLayer {
  readonly #scene: Scene;
  readonly #store: Store;
  readonly #time: Timekeeper;
  readonly #instances = new EntityInstances();
  readonly #feed: EntityFeed;
  readonly #primitive: EntityPrimitive;
  readonly #models: ModelLayer | undefined;
  readonly #trail: Trail;
  readonly #crowding = new Crowding();
  readonly #unselect: () => void;
  readonly #fixedFrame: boolean;
  #selected: string | undefined;
  #ridden: string | undefined;
  readonly #drawn: DrawnEntities;
  #clockZero: number;
  /** Seconds from the moment shown to the clock, as of the last frame. */
  #ahead = 0;
  #turns = 0;
  #stood = false;

  constructor(options: {
    scene: Scene;
    store: Store;
    selection: Selection;
    space: LocalSpace;
    /** Whether the frame stays where it is, as in a city. */
    fixedFrame: boolean;
    theme: SceneTheme;
    time: Timekeeper;
    /** Over a city that has relief, so that heights say nothing of flying. */
    hasRelief?: boolean;
    /** Metres above the ellipsoid that nothing is drawn below; the frame's height where absent. */
    floor?: number | undefined;
    /** What lights the near models; without it there are only symbols. */
    light?: CityLight | undefined;
  }) {
    const flyers = options.hasRelief ? FLYERS : ALL_KINDS;
    this.#scene = options.scene;
    this.#store = options.store;
    this.#time = options.time;
    this.#fixedFrame = options.fixedFrame;
    this.#clockZero = options.time.shownSeconds();
    this.#trail = new Trail(options.scene);
    this.#feed = new EntityFeed({ ...options, instances: this.#instances, flyers });
    this.#primitive = new EntityPrimitive(this.#instances, {
      space: options.space,
      theme: options.theme,
      clock: 0,
      seconds: 0,
      count: 0,
      reach: 0,
      kinds: ALL_KINDS,
      size: SYMBOL_RADIUS,
      crowds: [],
      busy: 0,
      pixelScale: 1,
      selected: -1,
      hovered: -1,
      ridden: -1,
      seesThrough: true,
      airborne: false,
      flyers,
      reaches: MODEL_TYPES.map(() => 0),
    });
    if (options.light !== undefined) {
      const { view } = this.#primitive;
      this.#models = new ModelLayer(options.scene, this.#instances, view, options.light);
      view.reaches = this.#models.reaches;
    }
    // After the models: symbols are drawn over them.
    options.scene.primitives.add(this.#primitive);
    this.#drawn = new DrawnEntities({
      ...{ store: options.store, instances: this.#instances, feed: this.#feed },
      ...{ view: this.#primitive.view, clock: () => this.#clock() },
      seconds: () => options.time.seconds(),
    });
    this.#unselect = effect(() => this.#choose(options.selection));
  }

  /** Entities drawn, changes that wait to be, changes heard of from the start, entities that have a model now. */
  get statistics(): { drawn: number; waiting: number; heard: number; models: number } {
    const { count, waiting, heard } = this.#feed;
    return { drawn: count, waiting, heard, models: this.#models?.count ?? 0 };
  }

  setTheme(theme: SceneTheme): void {
    this.#primitive.view.theme = theme;
    this.#scene.requestRender();
  }

  setKindsShown(kinds: ReadonlySet<EntityKind>): void {
    let bits = 0;
    for (const [index, kind] of ENTITY_KINDS.entries()) if (kinds.has(kind)) bits |= 1 << index;
    this.#primitive.view.kinds = bits;
    this.#scene.requestRender();
  }

  /** How much is drawn: on low quality what stands behind the city is not drawn faint, and models are few. */
  setQuality(level: QualityLevel): void {
    this.#primitive.view.seesThrough = level !== "low";
    this.#models?.setQuality(level);
  }

  /** Takes in news for `budget` milliseconds at most; true where something moves on the screen. */
  beforeFrame(pixelScale: number, budget: number): boolean {
    const view = this.#primitive.view;
    const turned = this.#followTime();
    this.#keepExact();
    const clock = this.#clock();
    const waited = this.#feed.waiting > 0;
    this.#feed.work(clock, this.#time.cityNow(), budget, this.#stood);
    view.clock = clock;
    view.seconds = this.#time.seconds();
    view.count = this.#feed.count;
    view.reach = this.#feed.reach;
    view.airborne = this.#feed.airborne;
    view.pixelScale = pixelScale;
    view.crowds = this.#crowding.at(this.#store, view.seconds);
    view.busy = this.#crowding.busy;
    view.ridden = this.#ridden === undefined ? -1 : this.#slotOf(this.#ridden);
    this.#followChosen(clock);
    this.#models?.follow(view);
    return turned || waited || (clock <= this.#feed.movingUntil && !this.#stood);
  }

  /** Has something drawn without any entity, and looked at. */
  without(look: () => void): void {
    const { view } = this.#primitive;
    const { kinds } = view;
    view.kinds = 0;
    look();
    view.kinds = kinds;
    this.#scene.requestRender();
  }

  /** Marks the symbol under the pointer (CSS pixels), if any; true where there is one. */
  hover(x: number, y: number): boolean {
    const slot = this.nearest(x, y, 11);
    if (slot !== this.#primitive.view.hovered) this.#scene.requestRender();
    this.#primitive.view.hovered = slot;
    return slot !== -1;
  }

  /** The slot whose symbol is nearest to a place on the screen, -1 where none is within `reach` pixels. */
  nearest(x: number, y: number, reach: number): number {
    const { space, count, kinds } = this.#primitive.view;
    const search = { scene: this.#scene, space, instances: this.#instances, count, kinds };
    return nearestSymbol({ ...search, clock: this.#clock() }, x, y, reach);
  }

  /** The entity that a slot draws. */
  idOf(slot: number): string | undefined {
    return this.#store.idOf(this.#feed.handleOf(slot));
  }

  owns(primitive: unknown): boolean {
    return primitive === this.#primitive;
  }

  /** Where an entity is shown now, earth-centred metres. */
  positionOf(id: string): Cartesian3 | undefined {
    const slot = this.#slotOf(id);
    if (slot === -1) return undefined;
    const place = new Float64Array(3);
    this.#instances.shownAt(slot, this.#clock(), place);
    const local = Cartesian3.fromArray(Array.from(place));
    return this.#primitive.view.space.fixedOf(local, local);
  }

  /** How an entity is shown to head, radians clockwise from north (NaN where unknown), and its model. */
  bearingOf(id: string): { heading: number; model: ModelType } | undefined {
    const slot = this.#slotOf(id);
    if (slot === -1) return undefined;
    const model = MODEL_TYPES[this.#instances.modelOf(slot)] ?? "none";
    return { heading: this.#instances.headingAt(slot, this.#clock()), model };
  }

  /** What the labels ask of the drawn entities. */
  get drawn(): DrawnEntities {
    return this.#drawn;
  }

  /** The entity whose eyes are looked through, which is not drawn itself. */
  setRidden(id: string | undefined): void {
    this.#ridden = id;
    this.#scene.requestRender();
  }

  /** Entities of these sources are not drawn. */
  setSourcesHidden(sources: ReadonlySet<string>): void {
    this.#feed.setSourcesHidden(sources);
    this.#scene.requestRender();
  }

  /** Where an entity is shown on the screen, CSS pixels. */
  screenPositionOf(id: string): Cartesian2 | undefined {
    const position = this.positionOf(id);
    if (position === undefined) return undefined;
    return SceneTransforms.worldToWindowCoordinates(this.#scene, position, new Cartesian2());
  }

  destroy(): void {
    this.#feed.stop();
    this.#unselect();
  }

  #clock(): number {
    return this.#time.shownSeconds() - this.#clockZero;
  }

  /** Where the moment shown was moved, nothing glides there; where it stands, all is where it was known to be. */
  #followTime(): boolean {
    const { turns, isStanding } = this.#time;
    const turned = turns !== this.#turns;
    const stops = isStanding && !this.#stood;
    this.#turns = turns;
    this.#stood = isStanding;
    if (turned) this.#clockZero = this.#time.shownSeconds();
    const ahead = this.#clock() - this.#time.cityNow() / 1000;
    if (turned) this.#instances.shiftTimes(ahead - this.#ahead);
    this.#ahead = ahead;
    if (!turned && !stops) return false;
    this.#instances.arrive();
    this.#feed.arrive();
    if (turned) this.#trail.clear();
    return true;
  }

  #slotOf(id: string): number {
    const handle = this.#store.handleOf(id);
    return handle === undefined ? -1 : this.#feed.slotOf(handle);
  }

  #choose(selection: Selection): void {
    const chosen = selection.current.value;
    const id = chosen?.type === "entity" ? chosen.id : undefined;
    if (id !== this.#selected) this.#trail.clear();
    this.#selected = id;
    this.#scene.requestRender();
  }

  #followChosen(clock: number): void {
    const view = this.#primitive.view;
    view.selected = this.#selected === undefined ? -1 : this.#slotOf(this.#selected);
    if (view.selected === -1) return this.#trail.clear();
    const handle = this.#feed.handleOf(view.selected);
    const kind = ENTITY_KINDS[this.#store.columns.kinds[handle] as number];
    const shown = this.positionOf(this.#selected as string);
    if (kind === undefined || shown === undefined || clock < 0) return;
    // Over the ground, which would cut half of the ribbon off.
    const lift = Cartesian3.multiplyByScalar(view.space.up, TRAIL_LIFT, new Cartesian3());
    Cartesian3.add(shown, lift, shown);
    const observedAt = this.#store.columns.observedAt[handle] as number;
    const provenance = PROVENANCES[this.#store.columns.provenances[handle] as number] ?? "live";
    const isJump = this.#instances.hasJumped(view.selected);
    this.#trail.follow(shown, observedAt, isJump, view.theme.symbols.kinds[kind], provenance);
  }

  /** Keeps the numbers that the shader gets small enough for 32 bits: times, and places in the frame. */
  #keepExact(): void {
    const clock = this.#clock();
    if (clock > CLOCK_SPAN) {
      this.#clockZero += clock;
      this.#ahead -= clock;
      this.#instances.shiftTimes(-clock);
      this.#feed.shiftTimes(-clock);
    }
    if (this.#fixedFrame) return;
    const { longitude, latitude, height } = this.#scene.camera.positionCartographic;
    if (height > FRAME_SPAN) return;
    const below = new Cartographic(longitude, latitude, 0);
    if (this.#primitive.view.space.distanceTo(below) < FRAME_SPAN) return;
    const degrees = 180 / Math.PI;
    const space = new LocalSpace(longitude * degrees, latitude * degrees, 0);
    this.#primitive.view.space = space;
    this.#feed.moveTo(space, this.#clock(), this.#time.cityNow());
  }
}
