import { CustomShader, CustomShaderMode, LightingModel, UniformType, VaryingType } from "cesium";
import type { CityLayer } from "../../../shared/city.ts";
import { BUILDING_FRAGMENT, BUILDING_VERTEX } from "./building-shader.ts";
import { type CityLight, LIGHT_UNIFORMS, type LightUniform } from "./city-light.ts";
import { FOLIAGE_FRAGMENT } from "./foliage-shader.ts";
import { PLAIN_FRAGMENT } from "./plain-shader.ts";
import { TERRAIN_FRAGMENT } from "./terrain-shader.ts";

/** The look of a tileset: by its role where its vertices tell their surface, or else plain. */
export type Look = Extract<CityLayer["role"], "buildings" | "ground" | "vegetation"> | "plain";

export function lookOf({ role, surfaces }: Pick<CityLayer, "role" | "surfaces">): Look {
  const known = role === "buildings" || role === "ground" || role === "vegetation";
  return surfaces && known ? role : "plain";
}

/** Where a vertex is and faces, in the city's own metres. */
const SURFACE_VERTEX = /* glsl */ `
void vertexMain(VertexInput vsInput, inout czm_modelVertexOutput vsOutput) {
  v_place = (u_toLocal * (czm_modelView * vec4(vsInput.attributes.positionMC, 1.0))).xyz;
  v_facing = mat3(u_toLocal) * (czm_normal * vsInput.attributes.normalMC);
}
`;

interface Shaders {
  readonly vertexShaderText?: string;
  readonly fragmentShaderText: string;
  readonly varyings?: Readonly<Record<string, VaryingType>>;
}

const SURFACE = { v_place: VaryingType.VEC3, v_facing: VaryingType.VEC3 };
const FACADE = {
  v_cell: VaryingType.VEC2,
  v_hole: VaryingType.VEC4,
  v_windows: VaryingType.VEC3,
};
const SHADERS: Readonly<Record<Look, Shaders>> = {
  buildings: {
    vertexShaderText: BUILDING_VERTEX,
    fragmentShaderText: BUILDING_FRAGMENT,
    varyings: { ...SURFACE, ...FACADE },
  },
  ground: {
    vertexShaderText: SURFACE_VERTEX,
    fragmentShaderText: TERRAIN_FRAGMENT,
    varyings: SURFACE,
  },
  vegetation: {
    vertexShaderText: SURFACE_VERTEX,
    fragmentShaderText: FOLIAGE_FRAGMENT,
    varyings: SURFACE,
  },
  plain: { fragmentShaderText: PLAIN_FRAGMENT },
};

const TYPES = {
  float: UniformType.FLOAT,
  vec3: UniformType.VEC3,
  vec4: UniformType.VEC4,
  mat4: UniformType.MAT4,
} as const;

/** One shader for all tiles of a look, which the city's light is told to before each frame. */
export class CityShader {
  readonly shader: CustomShader;
  readonly #light: CityLight;

  /** `fine`: with all that only a graphics processor has the time for. */
  constructor(look: Look, light: CityLight, fine: boolean) {
    this.#light = light;
    const { fragmentShaderText, ...rest } = SHADERS[look];
    this.shader = new CustomShader({
      lightingModel: LightingModel.UNLIT,
      mode: look === "plain" ? CustomShaderMode.MODIFY_MATERIAL : CustomShaderMode.REPLACE_MATERIAL,
      uniforms: { ...uniforms(light), u_pale: { type: UniformType.FLOAT, value: 0 } },
      fragmentShaderText: `${fine ? "#define FINE\n" : ""}${fragmentShaderText}`,
      ...rest,
    });
  }

  /** Whether buildings are all of one pale tone, so that what they are painted with is seen. */
  setPale(pale: boolean): void {
    this.shader.setUniform("u_pale", pale ? 1 : 0);
  }

  /** Before each frame, after the light. */
  follow(): void {
    const { values } = this.#light;
    for (const name of NAMES) this.shader.setUniform(name, values[name]);
  }
}

const NAMES = Object.keys(LIGHT_UNIFORMS) as LightUniform[];

function uniforms({ values }: CityLight) {
  return Object.fromEntries(
    NAMES.map((name) => [name, { type: TYPES[LIGHT_UNIFORMS[name]], value: values[name] }]),
  );
}
