import {
  CustomShader,
  CustomShaderMode,
  CustomShaderTranslucencyMode,
  LightingModel,
  UniformType,
  VaryingType,
} from "cesium";
import { BUILDING_FRAGMENT, BUILDING_VERTEX } from "./building-shader.ts";
import { type CityLight, LIGHT_UNIFORMS, type LightUniform } from "./city-light.ts";
import { FOLIAGE_FRAGMENT } from "./foliage-shader.ts";
import type { Look } from "./layer-look.ts";
import { PLAIN_FRAGMENT } from "./plain-shader.ts";
import { TERRAIN_FRAGMENT } from "./terrain-shader.ts";

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
  flat: { fragmentShaderText: `#define FLAT\n${PLAIN_FRAGMENT}` },
  marked: { fragmentShaderText: `#define MARKED\n${PLAIN_FRAGMENT}` },
};
/** Looks that go on from the material of the tile itself. */
const OWN_MATERIAL: ReadonlySet<Look> = new Set(["plain", "flat", "marked"]);

const TYPES = {
  float: UniformType.FLOAT,
  vec3: UniformType.VEC3,
  vec4: UniformType.VEC4,
  mat4: UniformType.MAT4,
} as const;

export interface ShaderKind {
  readonly look: Look;
  /** With all that only a graphics processor has the time for. */
  readonly fine: boolean;
  /** Whether it can be looked through. */
  readonly clear: boolean;
}

/** The shader of a layer's tiles, which the city's light is told to before each frame. */
export class CityShader {
  readonly shader: CustomShader;
  readonly #light: CityLight;

  constructor({ look, fine, clear }: ShaderKind, light: CityLight) {
    this.#light = light;
    const { fragmentShaderText, ...rest } = SHADERS[look];
    this.shader = new CustomShader({
      lightingModel: LightingModel.UNLIT,
      mode: OWN_MATERIAL.has(look)
        ? CustomShaderMode.MODIFY_MATERIAL
        : CustomShaderMode.REPLACE_MATERIAL,
      ...(clear ? { translucencyMode: CustomShaderTranslucencyMode.TRANSLUCENT } : {}),
      uniforms: {
        ...uniforms(light),
        u_pale: { type: UniformType.FLOAT, value: 0 },
        u_opacity: { type: UniformType.FLOAT, value: 1 },
      },
      fragmentShaderText: `${fine ? "#define FINE\n" : ""}${fragmentShaderText}`,
      ...rest,
    });
  }

  /** Whether all is of one pale tone, so that what it is painted with is seen. */
  setPale(pale: boolean): void {
    this.shader.setUniform("u_pale", pale ? 1 : 0);
  }

  /** Where it can be looked through: 1 is not at all. */
  setOpacity(opacity: number): void {
    this.shader.setUniform("u_opacity", opacity);
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
