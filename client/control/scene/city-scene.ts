import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { Cartesian3 } from "cesium";
import type { City, Viewpoint } from "../../../shared/city.ts";
import type { EntityKind } from "../../../shared/entity.ts";
import type { Position } from "../../../shared/observation.ts";
import type { Problem } from "../../../shared/problem.ts";
import type { CityClock } from "../../twin/city-clock.ts";
import type { Link } from "../../twin/link.ts";
import type { Selection } from "../../twin/selection.ts";
import type { Store } from "../../twin/store.ts";
import { cityFloor } from "../city-floor.ts";
import { AreasLayer } from "./areas/areas-layer.ts";
import { CameraController } from "./camera/camera-controller.ts";
import { CameraKeys } from "./camera-keys.ts";
import { CameraRig } from "./camera-rig.ts";
import { CityLight } from "./city-light.ts";
import { beyondOf, radiusOf, spaceOf } from "./city-space.ts";
import { CityTiles, type TilesState } from "./city-tiles.ts";
import { EntityLayer } from "./entity-layer.ts";
import { FindingLayer, type FoundFeature } from "./finding/finding-layer.ts";
import { GlobeBackdrop, NATURAL_EARTH_CREDIT } from "./globe-backdrop.ts";
import { GroundPrimitive } from "./ground-primitive.ts";
import { HistoryLayer } from "./history/history-layer.ts";
import { cityHome, entitiesHome } from "./home-view.ts";
import { InterestWatch } from "./interest-watch.ts";
import type { LightSetting } from "./light-setting.ts";
import { LooksLayer } from "./looks/looks-layer.ts";
import { markMilestones } from "./mark-milestones.ts";
import { Picking } from "./picking.ts";
import { QualityGovernor, type QualityLevel, type QualitySetting } from "./quality-governor.ts";
import { RenderLoop } from "./render-loop.ts";
import type { SceneContext } from "./scene-context.ts";
import { type SceneTheme, type SceneThemeName, sceneTheme } from "./scene-theme.ts";
import { screenPositionAt } from "./screen-position-at.ts";
import { ShownTime } from "./shown-time.ts";
import { Stage } from "./stage.ts";
import { HeldTime, installTestHooks, stillClock } from "./test-hooks.ts";
import { TileDebug } from "./tile-debug.ts";
import type { Timekeeper } from "./timekeeper.ts";
import { ToolsLayer } from "./tools/tools-layer.ts";
import { viewFootprint } from "./view-footprint.ts";
import { viewpointOf } from "./viewpoint-view.ts";

export interface SceneOptions {
  readonly container: HTMLElement;
  readonly store: Store;
  readonly link: Pick<Link, "setInterest">;
  /** Which time is shown. */
  readonly clock: CityClock;
  readonly selection: Selection;
  readonly city: City | undefined;
  readonly cityUrl?: string;
  readonly quality: QualitySetting;
  readonly theme: SceneThemeName;
  /** By which light the city is shown; by its clock where absent. */
  readonly light?: LightSetting;
  /** Keys of layers that are not drawn, at first. */
  readonly hiddenLayers?: ReadonlySet<string>;
}

export interface QualityNow {
  readonly level: QualityLevel;
  readonly frameMilliseconds: number;
}

/** Milliseconds of each frame that news of entities may take. */
const NEWS_BUDGET = 1;
/** Milliseconds between two tellings of the quality. */
const QUALITY_PERIOD = 1_000;

/** The control room's view of the twin, in CesiumJS: composes the parts of this folder. */
export class CityScene {
  readonly camera: CameraController;
  readonly looks: LooksLayer;
  readonly areas: AreasLayer;
  readonly tools: ToolsLayer;
  readonly past: HistoryLayer;
  readonly debug: TileDebug;
  readonly #finding: FindingLayer;
  readonly #options: SceneOptions;
  readonly #stage: Stage;
  readonly #rig: CameraRig;
  readonly #keys: CameraKeys;
  readonly #entities: EntityLayer;
  readonly #picking: Picking;
  readonly #interest: InterestWatch;
  readonly #governor: QualityGovernor;
  readonly #time: Timekeeper;
  /** Over a city only. */
  readonly #light: CityLight | undefined;
  readonly #sky: GroundPrimitive | undefined;
  readonly #lightSetting: Signal<LightSetting>;
  readonly #stillness = matchMedia("(prefers-reduced-motion: reduce)");
  readonly #tiles: CityTiles | undefined;
  readonly #globe: GlobeBackdrop | undefined;
  readonly #quality: Signal<QualityNow>;
  readonly #attribution: Signal<readonly string[]>;
  readonly #noTiles = signal<TilesState>({ loading: 0, failed: 0, ready: true });
  #loop: RenderLoop | undefined;
  #themeName: SceneThemeName;
  #theme: SceneTheme;
  #cityTime: () => number;
  #toldAt = 0;
  #isAtHome = false;

  constructor(options: SceneOptions) {
    this.#options = options;
    this.#themeName = options.theme;
    const { city, store, selection, link } = options;
    const held = stillClock(location.search);
    const still = held === undefined ? undefined : new HeldTime(held, options.clock);
    this.#time = still ?? new ShownTime(options.clock);
    this.#cityTime = () => this.#time.cityNow();
    this.#stage = new Stage(options.container, { keepPicture: still !== undefined });
    const { scene, canvas } = this.#stage;
    this.#governor = new QualityGovernor({ software: this.#stage.isSoftware });
    const space = spaceOf(city);
    const theme = () => this.#theme;
    this.#lightSetting = signal(options.light ?? "clock");
    if (city === undefined) this.#globe = new GlobeBackdrop(scene);
    else {
      this.#light = new CityLight(space, radiusOf(city));
      this.#light.setting = this.#lightSetting.peek();
      this.#sky = scene.primitives.add(new GroundPrimitive(space, this.#light, beyondOf(city)));
      this.#tiles = new CityTiles(scene, this.#light, options.hiddenLayers);
    }
    this.#light?.follow(scene, this.#cityTime(), 0);
    this.#theme = sceneTheme(options.theme, this.#light?.daylight.brightness);
    this.#entities = new EntityLayer({
      ...{ scene, store, selection, space, time: this.#time },
      fixedFrame: city !== undefined,
      theme: this.#theme,
      hasRelief: city?.layers?.some(({ role }) => role === "ground") ?? false,
      light: this.#light,
      floor: city && cityFloor(city),
    });
    this.#picking = new Picking({
      ...{ scene, entities: this.#entities, selection, theme },
      tiles: () => this.#tiles,
      city,
      plainColor: (building) => this.looks.paintOf(building),
      areas: () => this.areas,
      isTaken: () => this.tools.claimsClicks,
    });
    this.#interest = new InterestWatch((interest) => link.setInterest(interest));
    this.#rig = new CameraRig(scene, space.frame.height);
    this.#keys = new CameraKeys({
      rig: this.#rig,
      map: options.container,
      home: () => this.home(),
      wake: () => scene.requestRender(),
    });
    const context: SceneContext = {
      ...{ scene, container: options.container, city, space, store, selection, theme },
      ...{ time: this.#time, rig: this.#rig, entities: this.#entities, tiles: this.#tiles },
      ...{ cityUrl: options.cityUrl, home: () => this.home() },
      drawStill: (times, read) => this.#drawStill(times, read),
      chosenColor: (building) => this.#picking.chosenColor(building),
    };
    this.camera = new CameraController(context);
    this.looks = new LooksLayer(context, this.#sky);
    this.debug = new TileDebug(this.#tiles, () => scene.requestRender());
    this.areas = new AreasLayer(context);
    this.tools = new ToolsLayer(context);
    this.past = new HistoryLayer(context);
    this.#finding = new FindingLayer(context, (building) => this.#picking.mark(building));
    for (const event of ["pointerdown", "wheel"] as const)
      canvas.addEventListener(event, () => this.#touched(), { passive: true });
    this.#quality = signal({ level: "medium", frameMilliseconds: Number.NaN });
    markMilestones(scene, {
      settled: () => this.#tiles?.state.peek().ready ?? true,
      entities: () => this.#entities.statistics.drawn > 0,
    });
    this.#attribution = signal(city?.attribution ?? [NATURAL_EARTH_CREDIT]);
    if (still !== undefined) this.#installHooks(still);
  }

  get qualityNow(): ReadonlySignal<QualityNow> {
    return this.#quality;
  }

  get tiles(): ReadonlySignal<TilesState> {
    return this.#tiles?.state ?? this.#noTiles;
  }

  get attribution(): ReadonlySignal<readonly string[]> {
    return this.#attribution;
  }

  /** Set once the map can draw no more. */
  get fault(): ReadonlySignal<Problem | undefined> {
    return this.#stage.fault;
  }

  /** What the tiles say of the one that was searched for. */
  get found(): ReadonlySignal<FoundFeature | undefined> {
    return this.#finding.found;
  }

  get light(): ReadonlySignal<LightSetting> {
    return this.#lightSetting;
  }

  /** The views that the city's description offers, the first being home. */
  get viewpoints(): readonly Viewpoint[] {
    return this.#options.city?.viewpoints ?? [];
  }

  /** Loads what is seen first and begins to draw. */
  async start(): Promise<void> {
    const { city, cityUrl, quality } = this.#options;
    this.setQuality(quality);
    this.setTheme(this.#themeName);
    const asked = new URLSearchParams(location.search).get("view");
    this.#rig.goTo(viewpointOf(city, asked) ?? this.#home(), 0);
    this.#lookAround();
    this.#stage.fault.subscribe((fault) => {
      if (fault !== undefined) this.#loop?.stop();
    });
    if (this.#loop === undefined && stillClock(location.search) === undefined)
      this.#loop = new RenderLoop({
        scene: this.#stage.scene,
        steer: (seconds) => this.#keys.beforeFrame(seconds),
        prepare: () => this.#prepare(NEWS_BUDGET),
        measured: (milliseconds, now) => this.#measured(milliseconds, now),
      });
    if (city !== undefined && cityUrl !== undefined) await this.#tiles?.load(city, cityUrl);
    if (this.#globe !== undefined) await this.#globe.load();
    this.setTheme(this.#themeName);
  }

  setQuality(setting: QualitySetting): void {
    this.#governor.set(setting);
    this.#applyQuality();
  }

  setTheme(name: SceneThemeName): void {
    this.#themeName = name;
    this.#theme = sceneTheme(name, this.#light?.daylight.brightness, this.#theme);
    this.#globe?.setTheme(name, this.#theme);
    this.#entities.setTheme(this.#theme);
    this.#picking.repaint();
  }

  /** By which light the city is shown: that of its clock, or always the same. */
  setLight(setting: LightSetting): void {
    this.#lightSetting.value = setting;
    if (this.#light !== undefined) this.#light.setting = setting;
    this.#stage.scene.requestRender();
  }

  /** The clock that the light follows, milliseconds since 1970, where it is not the server's. */
  setCityTime(time: () => number): void {
    if (stillClock(location.search) === undefined) this.#cityTime = time;
  }

  setKindsShown(kinds: ReadonlySet<EntityKind>): void {
    this.#entities.setKindsShown(kinds);
  }

  home(): void {
    this.#rig.goTo(this.#home());
  }

  /** Goes to one of the city's viewpoints; does nothing where it has none of that id. */
  goTo(viewpointId: string): void {
    const view = viewpointOf(this.#options.city, viewpointId);
    if (view !== undefined) this.#rig.goTo(view);
  }

  flyToEntity(id: string): void {
    const position = this.#entities.positionOf(id);
    if (position !== undefined) this.#rig.goNear(position);
  }

  flyTo({ longitude, latitude, height }: Position): void {
    const ground = this.#options.city?.ground.height ?? 0;
    this.#rig.goNear(Cartesian3.fromDegrees(longitude, latitude, height ?? ground));
  }

  lookNorth(): void {
    this.#rig.lookNorth();
  }

  /** Comes nearer by a factor above 1. */
  zoom(factor: number): void {
    this.#rig.zoom(factor);
  }

  destroy(): void {
    this.#loop?.stop();
    this.#keys.destroy();
    for (const part of [this.camera, this.looks, this.areas, this.tools, this.past, this.#finding])
      part.destroy();
    this.#picking.destroy();
    this.#entities.destroy();
    this.#tiles?.destroy();
    this.#stage.destroy();
  }

  #home() {
    const { city, store } = this.#options;
    return city === undefined ? entitiesHome(store) : cityHome(city);
  }

  /** Everything that must be right before a frame; true where something moves of itself. */
  #prepare(budget: number): boolean {
    const turning = this.#rig.beforeFrame(this.#time.seconds());
    const following = this.camera.beforeFrame();
    const moving = this.#entities.beforeFrame(this.#stage.pixels, budget);
    const layers = [this.areas, this.tools, this.past, this.#finding];
    const parts = layers.map((part) => part.beforeFrame());
    parts.push(this.looks.beforeFrame(budget === Number.POSITIVE_INFINITY));
    this.#followLight();
    this.#tiles?.follow();
    this.#lookAround();
    this.#greetFirst();
    return turning || following || moving || parts.includes(true);
  }

  /** What is drawn over the city changes its colours where the city has become bright, or dark. */
  #followLight(): void {
    if (this.#light === undefined) return;
    const drifts = !this.#stillness.matches;
    this.#light.follow(this.#stage.scene, this.#cityTime(), drifts ? this.#time.seconds() : 0);
    const theme = sceneTheme(this.#themeName, this.#light.daylight.brightness, this.#theme);
    if (theme !== this.#theme) this.setTheme(this.#themeName);
  }

  #lookAround(): void {
    const height = this.#options.city?.ground.height ?? 0;
    this.#interest.look(viewFootprint(this.#stage.scene, height), performance.now());
  }

  /** On the globe, the first entities that come are gone to, unless the person has moved already. */
  #greetFirst(): void {
    if (this.#isAtHome || this.#options.city !== undefined || this.#options.store.size === 0)
      return;
    this.#isAtHome = true;
    if (!this.camera.wasAsked) this.#rig.goTo(this.#home());
  }

  #touched(): void {
    this.#isAtHome = true;
    this.#rig.interrupt();
  }

  #measured(milliseconds: number, now: number): void {
    if (this.#governor.take(milliseconds, now)) this.#applyQuality();
    if (now - this.#toldAt > QUALITY_PERIOD) this.#tellQuality(now);
  }

  #applyQuality(): void {
    const quality = this.#governor.quality;
    this.#stage.apply(quality);
    this.tools.setDepthPicking(quality.depthPicking);
    this.#tiles?.setFine(quality.level !== "low");
    if (this.#sky !== undefined) this.#sky.fine = quality.level !== "low";
    this.#entities.setQuality(quality.level);
    this.#tiles?.setScreenSpaceError(quality.screenSpaceError);
    this.#tellQuality(performance.now());
  }

  #drawStill(times: number, read: () => void): void {
    this.#stage.magnify(times);
    this.#draw(NEWS_BUDGET);
    read();
    this.#stage.magnify(1);
    // Another size has emptied the canvas; a page that draws by itself fills it before it is seen.
    if (times !== 1 && this.#loop === undefined) this.#draw(NEWS_BUDGET);
  }

  #draw(budget: number): void {
    this.#stage.scene.initializeFrame();
    this.#prepare(budget);
    this.#stage.scene.requestRender();
    this.#stage.scene.render();
  }

  #tellQuality(now: number): void {
    this.#toldAt = now;
    const { quality, frameMilliseconds } = this.#governor;
    this.#quality.value = { level: quality.level, frameMilliseconds };
  }

  #installHooks(time: HeldTime): void {
    installTestHooks({
      time,
      renderOnce: () => this.#draw(Number.POSITIVE_INFINITY),
      settled: () =>
        (this.#tiles?.settled ?? this.#stage.scene.globe?.tilesLoaded ?? true) &&
        this.areas.settled &&
        this.past.settled &&
        this.looks.settled,
      pickAt: (x, y) => this.#picking.pickAt(x, y),
      screenPositionOf: (id) => this.#entities.screenPositionOf(id),
      screenPositionAt: (...place) => screenPositionAt(this.#stage.scene, place),
      eye: () => this.camera.eyeNow(),
      stats: () => ({
        ...this.#entities.statistics,
        tilesLoading: this.tiles.peek().loading,
      }),
    });
  }
}
