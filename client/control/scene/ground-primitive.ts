import {
  BlendingState,
  type BoundingSphere,
  Buffer,
  BufferUsage,
  DrawCommand,
  type FrameState,
  IndexDatatype,
  Pass,
  PrimitiveType,
  type RenderContext,
  RenderState,
  ShaderProgram,
  ShaderSource,
  type UniformMap,
  VertexArray,
  WebGLConstants,
} from "cesium";
import { type CityLight, LIGHT_UNIFORMS, type LightUniform } from "./city-light.ts";
import { GROUND_FRAGMENT, GROUND_VERTEX, SKY_FRAGMENT, SKY_VERTEX } from "./ground-shaders.ts";
import type { LocalSpace } from "./local-space.ts";

/** Metres to the edge of the ground. */
const GROUND_RADIUS = 80_000;
const RINGS = 40;
const SECTORS = 48;
const INNERMOST = 40;

/** What a city stands on or in: a plain of ours, or what goes on beyond the ground that it brings. */
export type Beyond = "plain" | "sea" | "land";

/**
 * The sky over a city, and the ground below it where no globe is drawn, curved like the earth: a calm
 * surface with a metric grid that is seen near by and lost in the haze; or, around a city that brings
 * ground of its own, sea or land as far as the eye goes, behind all else.
 */
export class GroundPrimitive {
  readonly #space: LocalSpace;
  readonly #light: CityLight;
  readonly #beyond: Beyond;
  readonly #sphere: BoundingSphere;
  #commands: readonly DrawCommand[] = [];
  #fine = true;
  #clearness = 0;
  #vertexArrays: readonly VertexArray[] = [];
  #programs: readonly ShaderProgram[] = [];

  constructor(space: LocalSpace, light: CityLight, beyond: Beyond) {
    this.#space = space;
    this.#light = light;
    this.#beyond = beyond;
    this.#sphere = space.sphere(GROUND_RADIUS);
  }

  /** Whether with clouds and stars, for a graphics processor. */
  set fine(fine: boolean) {
    if (fine !== this.#fine) this.destroy();
    this.#fine = fine;
  }

  /** How much of what is under the ground is seen through it: 0 is nothing, 1 is all. */
  set clearness(clearness: number) {
    // Ground that is looked through is drawn later, over what is under it.
    if (clearness > 0 !== this.#clearness > 0) this.destroy();
    this.#clearness = clearness;
  }

  /** Called by Cesium in each pass of each frame. */
  update(frameState: FrameState): void {
    if (this.#commands.length === 0) this.#make(frameState.context);
    frameState.commandList.push(...this.#commands);
  }

  isDestroyed(): boolean {
    return false;
  }

  destroy(): void {
    for (const array of this.#vertexArrays) array.destroy();
    for (const program of this.#programs) program.destroy();
    this.#vertexArrays = [];
    this.#programs = [];
    this.#commands = [];
  }

  #make(context: RenderContext): void {
    const common = {
      primitiveType: PrimitiveType.TRIANGLES,
      uniformMap: this.#uniforms(),
      owner: this,
      modelMatrix: this.#space.toFixed,
      boundingVolume: this.#sphere,
      cull: false,
      occlude: false,
    };
    const defines = this.#fine ? ["FINE"] : [];
    const depthTest = { enabled: true, func: WebGLConstants.LEQUAL };
    const sky = {
      vertexArray: skyVertexArray(context),
      // Its depth is the farthest; without a depth of its own for each pixel, what is hidden costs nothing.
      shaderProgram: program(context, SKY_VERTEX, SKY_FRAGMENT, [
        ...defines,
        "LOG_DEPTH_READ_ONLY",
      ]),
      // After the tiles.
      pass: Pass.OPAQUE,
      renderState: RenderState.fromCache({ depthTest, depthMask: false }),
    };
    const ground = {
      vertexArray: discVertexArray(context),
      shaderProgram: program(context, GROUND_VERTEX, GROUND_FRAGMENT, defines),
      ...this.#layOfGround(depthTest),
    };
    const drawn =
      this.#beyond !== "plain" ? [sky] : this.#clearness > 0 ? [sky, ground] : [ground, sky];
    this.#vertexArrays = [ground.vertexArray, sky.vertexArray];
    this.#programs = [ground.shaderProgram, sky.shaderProgram];
    this.#commands = drawn.map((each) => new DrawCommand({ ...common, ...each }));
  }

  #layOfGround(depthTest: object) {
    if (this.#clearness === 0)
      return {
        pass: Pass.GLOBE,
        renderState: RenderState.fromCache({ depthTest, depthMask: true }),
      };
    const blending = BlendingState.ALPHA_BLEND;
    return {
      pass: Pass.OPAQUE,
      renderState: RenderState.fromCache({ depthTest, depthMask: false, blending }),
    };
  }

  #uniforms(): UniformMap {
    const { values } = this.#light;
    const names = Object.keys(LIGHT_UNIFORMS) as LightUniform[];
    return {
      ...Object.fromEntries(names.map((name) => [name, () => values[name]])),
      u_isSea: () => this.#beyond === "sea",
      u_isLand: () => this.#beyond === "land",
      u_clearness: () => this.#clearness,
    };
  }
}

function program(
  context: RenderContext,
  vertex: string,
  fragment: string,
  defines: readonly string[],
): ShaderProgram {
  return ShaderProgram.fromCache({
    context,
    vertexShaderSource: vertex,
    fragmentShaderSource: new ShaderSource({ sources: [fragment], defines }),
    attributeLocations: { place: 0 },
  });
}

/** One triangle that covers the screen. */
function skyVertexArray(context: RenderContext): VertexArray {
  return vertexArray(context, new Float32Array([-1, -1, 3, -1, -1, 3]), new Uint16Array([0, 1, 2]));
}

/** A disc of rings that grow outwards, metres east and north. */
function discVertexArray(context: RenderContext): VertexArray {
  const places = [0, 0];
  const indices: number[] = [];
  const growth = (GROUND_RADIUS / INNERMOST) ** (1 / (RINGS - 1));
  for (let ring = 0; ring < RINGS; ring++) {
    const radius = INNERMOST * growth ** ring;
    for (let sector = 0; sector < SECTORS; sector++) {
      const angle = (2 * Math.PI * sector) / SECTORS;
      places.push(radius * Math.cos(angle), radius * Math.sin(angle));
      const next = (sector + 1) % SECTORS;
      const outer = 1 + ring * SECTORS;
      const inner = outer - SECTORS;
      if (ring === 0) indices.push(0, outer + sector, outer + next);
      else
        indices.push(
          inner + sector,
          outer + sector,
          outer + next,
          inner + sector,
          outer + next,
          inner + next,
        );
    }
  }
  return vertexArray(context, new Float32Array(places), new Uint16Array(indices));
}

function vertexArray(context: RenderContext, places: Float32Array, indices: Uint16Array) {
  const usage = BufferUsage.STATIC_DRAW;
  return new VertexArray({
    context,
    attributes: [
      {
        index: 0,
        vertexBuffer: Buffer.createVertexBuffer({ context, typedArray: places, usage }),
        componentsPerAttribute: 2,
      },
    ],
    indexBuffer: Buffer.createIndexBuffer({
      context,
      typedArray: indices,
      usage,
      indexDatatype: IndexDatatype.UNSIGNED_SHORT,
    }),
  });
}
