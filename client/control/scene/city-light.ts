import { Cartesian3, Cartesian4, Matrix4, type Scene } from "cesium";
import { type Daylight, type Direction, daylightAt, type Light } from "./daylight.ts";
import { type LightSetting, lightMoment } from "./light-setting.ts";
import { litWindows } from "./lit-windows.ts";
import type { LocalSpace } from "./local-space.ts";

/** Milliseconds of the city's time after which the light is worked out anew. */
const PERIOD = 2_000;
/** Seconds after which the ripples begin again, so that they stay exact in 32 bits. */
const RIPPLE_SPAN = 3_600;

type UniformGlsl = "float" | "vec3" | "vec4" | "mat4";

/** What the shaders of light-shader.ts and its users read. */
export const LIGHT_UNIFORMS = {
  u_toLocal: "mat4",
  u_eye: "vec3",
  u_earthRadius: "float",
  u_city: "vec4",
  u_sun: "vec3",
  u_key: "vec3",
  u_keyLight: "vec3",
  u_sideLight: "vec3",
  u_skyLight: "vec3",
  u_groundLight: "vec3",
  u_zenith: "vec3",
  u_horizon: "vec3",
  u_glow: "vec3",
  u_lamps: "float",
  u_windows: "float",
  u_stars: "float",
  u_lit: "vec4",
  u_litMore: "vec3",
  u_seconds: "float",
} as const satisfies Readonly<Record<string, UniformGlsl>>;

export type LightUniform = keyof typeof LIGHT_UNIFORMS;
type ValueOf = { float: number; vec3: Cartesian3; vec4: Cartesian4; mat4: Matrix4 };
export type LightValues = {
  readonly [Name in LightUniform]: ValueOf[(typeof LIGHT_UNIFORMS)[Name]];
};

/** The declarations of all of them, for shaders that Cesium does not put together itself. */
export const LIGHT_DECLARATIONS = Object.entries(LIGHT_UNIFORMS)
  .map(([name, type]) => `uniform ${type} ${name};`)
  .join("\n");

/** The light over a city now, as numbers for shaders; brought up to date before each frame. */
export class CityLight {
  readonly #space: LocalSpace;
  readonly #values: { -readonly [Name in LightUniform]: LightValues[Name] };
  #setting: LightSetting = "clock";
  #daylight: Daylight;
  #workedOutAt = Number.NaN;

  /** `radius`: metres from the city's middle to its edge. */
  constructor(space: LocalSpace, radius: number) {
    this.#space = space;
    const vector = () => new Cartesian3();
    this.#values = {
      ...{ u_toLocal: new Matrix4(), u_eye: vector(), u_earthRadius: space.earthRadius },
      u_city: new Cartesian4(0, 0, radius, 0),
      ...{ u_sun: vector(), u_key: vector(), u_keyLight: vector(), u_sideLight: vector() },
      ...{ u_skyLight: vector(), u_groundLight: vector(), u_zenith: vector(), u_horizon: vector() },
      ...{ u_glow: vector(), u_lamps: 0, u_windows: 0, u_stars: 0 },
      ...{ u_lit: new Cartesian4(), u_litMore: vector(), u_seconds: 0 },
    };
    this.#daylight = this.#workOut(0);
  }

  /** What the uniforms hold; the same object for good. */
  get values(): LightValues {
    return this.#values;
  }

  get daylight(): Daylight {
    return this.#daylight;
  }

  set setting(setting: LightSetting) {
    this.#setting = setting;
    this.#workedOutAt = Number.NaN;
  }

  /** Before each frame. `time`: the city's, milliseconds since 1970; `seconds`: of the ripples' clock. */
  follow({ camera }: Scene, time: number, seconds: number): void {
    const values = this.#values;
    Matrix4.multiply(this.#space.toLocal, camera.inverseViewMatrix, values.u_toLocal);
    this.#space.localOf(camera.positionWC, values.u_eye);
    values.u_seconds = seconds % RIPPLE_SPAN;
    // Not "less than": a clock that was never read, or was turned back, must be read as well.
    if (!(Math.abs(time - this.#workedOutAt) < PERIOD)) this.#daylight = this.#workOut(time);
  }

  #workOut(time: number): Daylight {
    this.#workedOutAt = time;
    const { longitude, latitude } = this.#space.frame;
    const { sun, hour } = lightMoment(this.#setting, time, longitude, latitude);
    const light = daylightAt(sun);
    const values = this.#values;
    copy(light.sun, values.u_sun);
    copy(light.key, values.u_key);
    copy(light.keyLight, values.u_keyLight);
    copy(light.sideLight, values.u_sideLight);
    copy(light.skyLight, values.u_skyLight);
    copy(light.groundLight, values.u_groundLight);
    copy(light.zenith, values.u_zenith);
    copy(light.horizon, values.u_horizon);
    copy(light.glow, values.u_glow);
    values.u_lamps = light.lamps;
    values.u_windows = light.windows;
    values.u_stars = light.stars;
    const { home, apartment, office, shop, industry, public: civic } = litWindows(hour);
    Cartesian4.fromElements(home, apartment, office, shop, values.u_lit);
    Cartesian3.fromElements(industry, civic, 0, values.u_litMore);
    return light;
  }
}

function copy([x, y, z]: Light | Direction, result: Cartesian3): void {
  Cartesian3.fromElements(x, y, z, result);
}
