import { Cartesian3, Cartographic, Math as CesiumMath } from "cesium";
import { distance } from "../../../../shared/geodesy.ts";
import type { Stand, View } from "../camera-rig.ts";
import { CityFile } from "../city-file.ts";
import { type PlaceMark, readPlaceMarks } from "../looks/place-marks.ts";
import type { SceneContext } from "../scene-context.ts";
import { nearestStreet, readStreets, type Street } from "./nearest-street.ts";

/** Metres from which a district is looked at, and how far its middle may be from that of the view. */
const DISTRICT_RANGE = 900;
const DISTRICT_REACH = 1_200;
const DISTRICT_PITCH = CesiumMath.toRadians(-35);
/** Metres of the eye above a street. */
const EYE = 2;
const STREET_PITCH = CesiumMath.toRadians(1.5);
/** Metres around a place in which the lowest surface is looked for where streets are not known. */
const SEARCH = [0, 20, 45];
const DIRECTIONS = 8;

/** Finds the presets that depend on where one looks: the district there, a street there. */
export class PresetViews {
  readonly #context: SceneContext;
  readonly #streets: CityFile<readonly Street[]>;
  readonly #places: CityFile<readonly PlaceMark[]>;

  constructor(context: SceneContext) {
    this.#context = context;
    const { cityUrl, city } = context;
    this.#streets = new CityFile(cityUrl, city?.networks?.roads, readStreets);
    this.#places = new CityFile(cityUrl, city?.networks?.places, readPlaceMarks);
  }

  async find(preset: "district" | "street"): Promise<View | Stand> {
    const view = this.#view();
    if (preset === "district") return this.#district(view, (await this.#places.get()) ?? []);
    const streets = (await this.#streets.get()) ?? [];
    return this.#street(view, streets);
  }

  /** How the camera looks, at a place within the city: over its edge, from the nearest part of it. */
  #view(): View {
    const view = this.#context.rig.view();
    const { city } = this.#context;
    if (city === undefined) return view;
    const [west, south, east, north] = city.bounds.map(CesiumMath.toRadians) as [
      number,
      number,
      number,
      number,
    ];
    const { longitude, latitude } = Cartographic.fromCartesian(view.target);
    const inside = new Cartographic(
      CesiumMath.clamp(longitude, west, east),
      CesiumMath.clamp(latitude, south, north),
      city.ground.height,
    );
    return { ...view, target: Cartographic.toCartesian(inside) };
  }

  /** The district whose middle is nearest; where there is none about, whatever lies there. */
  #district(view: View, marks: readonly PlaceMark[]): View {
    const at = Cartographic.fromCartesian(view.target);
    const longitude = CesiumMath.toDegrees(at.longitude);
    const latitude = CesiumMath.toDegrees(at.latitude);
    let target = view.target;
    let least = DISTRICT_REACH;
    for (const mark of marks) {
      const away = distance(longitude, latitude, mark.longitude, mark.latitude);
      if (mark.type !== "district" || away >= least) continue;
      least = away;
      target = Cartesian3.fromDegrees(mark.longitude, mark.latitude, mark.height);
    }
    return { ...view, target, pitch: DISTRICT_PITCH, range: DISTRICT_RANGE };
  }

  #street({ target, heading }: View, streets: readonly Street[]): Stand {
    const at = Cartographic.fromCartesian(target);
    const longitude = CesiumMath.toDegrees(at.longitude);
    const latitude = CesiumMath.toDegrees(at.latitude);
    const found = nearestStreet(streets, longitude, latitude, heading);
    if (found !== undefined)
      return {
        eye: Cartesian3.fromDegrees(found.longitude, found.latitude, found.height + EYE),
        heading: found.heading,
        pitch: STREET_PITCH,
      };
    const lowest = this.#lowestNear(at);
    return { eye: Cartographic.toCartesian(lowest), heading, pitch: STREET_PITCH };
  }

  /** A little above the lowest surface around, which between houses is the street. */
  #lowestNear(at: Cartographic): Cartographic {
    const { scene, city } = this.#context;
    const ground = city?.ground.height ?? 0;
    let best = new Cartographic(at.longitude, at.latitude, ground);
    let least = Number.POSITIVE_INFINITY;
    for (const away of SEARCH)
      for (let i = 0; i < (away === 0 ? 1 : DIRECTIONS); i++) {
        const turn = (i / DIRECTIONS) * 2 * Math.PI;
        const place = new Cartographic(
          at.longitude + (Math.sin(turn) * away) / (6_378_137 * Math.cos(at.latitude)),
          at.latitude + (Math.cos(turn) * away) / 6_378_137,
        );
        const height = scene.sampleHeightSupported ? (scene.sampleHeight(place) ?? ground) : ground;
        if (height >= least - 0.5) continue;
        least = height;
        best = new Cartographic(place.longitude, place.latitude, height);
      }
    best.height += EYE;
    return best;
  }
}
