import {
  Cartesian3,
  type Color,
  CustomShader,
  LightingModel,
  Matrix4,
  type Scene,
  UniformType,
} from "cesium";
import { HAZE } from "./ground-shaders.ts";
import type { LocalSpace } from "./local-space.ts";
import type { SceneTheme } from "./scene-theme.ts";

/**
 * Buildings in muted plaster; their own pictures, where they have any, toned down so that the live
 * things stay the brightest. Lit by a calm sun from one side, darker towards the ground.
 */
const FRAGMENT = /* glsl */ `
${HAZE}
void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
  vec3 positionEC = fsInput.attributes.positionEC;
  vec3 normal = normalize(cross(dFdx(positionEC), dFdy(positionEC)));
  vec3 base = u_plaster;
#ifdef HAS_SELECTED_FEATURE_ID
  float grain = fract(sin(float(fsInput.featureIds.SELECTED_FEATURE_ID) * 12.9898) * 43758.547);
  base *= 0.93 + 0.14 * grain;
#endif
#ifdef HAS_BASE_COLOR_TEXTURE
  float grey = dot(material.diffuse, vec3(0.299, 0.587, 0.114));
  vec3 picture = mix(vec3(grey), material.diffuse, 0.45) * u_textureBrightness;
  base = mix(base, picture, u_texturePart);
#endif
  float facingUp = dot(normal, u_upEC);
  float sun = max(dot(normal, u_sunEC), 0.0);
  vec3 light = u_ambient * mix(u_wallLight, 1.0, 0.5 + 0.5 * facingUp) + u_sun * sun;
  vec3 color = base * light;

  vec3 fromGround = positionEC - u_groundEC;
  float height = dot(fromGround, u_upEC);
  vec3 aside = fromGround - u_upEC * height;
  height += dot(aside, aside) / (2.0 * u_earthRadius);
  // Contact shade: streets are darker than roofs.
  color *= 0.62 + 0.38 * smoothstep(-2.0, 16.0, height);
  color *= 1.0 + 0.16 * smoothstep(30.0, 140.0, height);
  material.diffuse = mix(color, u_horizon, hazeAt(length(positionEC), u_eyeHeight));
}
`;

/** East, north, up: where the calm sun stands. */
const SUN = Cartesian3.normalize(new Cartesian3(-0.82, -0.2, 0.6), new Cartesian3());

/** The look of the city's tiles: one shader for all of them, told of the camera before each frame. */
export class CityShader {
  readonly shader: CustomShader;
  readonly #space: LocalSpace;
  readonly #sunFixed: Cartesian3;
  readonly #scratch = new Cartesian3();

  constructor(space: LocalSpace) {
    this.#space = space;
    this.#sunFixed = Matrix4.multiplyByPointAsVector(space.toFixed, SUN, new Cartesian3());
    const vector = () => ({ type: UniformType.VEC3, value: new Cartesian3() });
    const scalar = () => ({ type: UniformType.FLOAT, value: 0 });
    this.shader = new CustomShader({
      lightingModel: LightingModel.UNLIT,
      uniforms: {
        u_plaster: vector(),
        u_sun: vector(),
        u_ambient: vector(),
        u_horizon: vector(),
        u_upEC: vector(),
        u_sunEC: vector(),
        u_groundEC: vector(),
        u_texturePart: scalar(),
        u_textureBrightness: scalar(),
        u_wallLight: scalar(),
        u_eyeHeight: scalar(),
        u_earthRadius: { type: UniformType.FLOAT, value: space.earthRadius },
      },
      fragmentShaderText: FRAGMENT,
    });
  }

  setTheme(theme: SceneTheme): void {
    this.#color("u_plaster", theme.plaster);
    this.#color("u_sun", theme.sun);
    this.#color("u_ambient", theme.ambient);
    this.#color("u_horizon", theme.sky.horizon);
    this.shader.setUniform("u_texturePart", theme.texture.part);
    this.shader.setUniform("u_textureBrightness", theme.texture.brightness);
    this.shader.setUniform("u_wallLight", theme.wallLight);
  }

  /** Before each frame: the shader works about the camera, where floats are exact enough. */
  follow({ camera }: Scene): void {
    const view = camera.viewMatrix;
    const scratch = this.#scratch;
    this.shader.setUniform(
      "u_upEC",
      Matrix4.multiplyByPointAsVector(view, this.#space.up, scratch),
    );
    this.shader.setUniform(
      "u_sunEC",
      Matrix4.multiplyByPointAsVector(view, this.#sunFixed, scratch),
    );
    this.shader.setUniform(
      "u_groundEC",
      Matrix4.multiplyByPoint(view, this.#space.origin, scratch),
    );
    this.shader.setUniform("u_eyeHeight", this.#space.localOf(camera.positionWC, scratch).z);
  }

  #color(name: string, { red, green, blue }: Color): void {
    this.shader.setUniform(name, Cartesian3.fromElements(red, green, blue, this.#scratch));
  }
}
