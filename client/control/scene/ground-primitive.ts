import {
  type BoundingSphere,
  Buffer,
  BufferUsage,
  Cartesian3,
  type Color,
  DrawCommand,
  type FrameState,
  IndexDatatype,
  Matrix4,
  Pass,
  PrimitiveType,
  type RenderContext,
  RenderState,
  ShaderProgram,
  type UniformMap,
  VertexArray,
  WebGLConstants,
} from "cesium";
import { GROUND_FRAGMENT, GROUND_VERTEX, SKY_FRAGMENT, SKY_VERTEX } from "./ground-shaders.ts";
import type { LocalSpace } from "./local-space.ts";
import type { SceneTheme } from "./scene-theme.ts";

/** Metres to the edge of the ground. */
const GROUND_RADIUS = 80_000;
const RINGS = 40;
const SECTORS = 48;
const INNERMOST = 40;

/**
 * The ground a city stands on and the sky above it, where no globe is drawn: a calm surface at the city's
 * height, curved like the earth, with a metric grid that is seen near by and lost in the haze.
 */
export class GroundPrimitive {
  readonly #space: LocalSpace;
  readonly #theme: () => SceneTheme;
  readonly #eye = new Cartesian3();
  readonly #upEC = new Cartesian3();
  readonly #sphere: BoundingSphere;
  #commands: readonly DrawCommand[] = [];
  #vertexArrays: readonly VertexArray[] = [];
  #programs: readonly ShaderProgram[] = [];

  constructor(space: LocalSpace, theme: () => SceneTheme) {
    this.#space = space;
    this.#theme = theme;
    this.#sphere = space.sphere(GROUND_RADIUS);
  }

  /** Called by Cesium in each pass of each frame. */
  update(frameState: FrameState): void {
    if (this.#commands.length === 0) this.#make(frameState.context);
    this.#space.localOf(frameState.camera.positionWC, this.#eye);
    Matrix4.multiplyByPointAsVector(frameState.camera.viewMatrix, this.#space.up, this.#upEC);
    frameState.commandList.push(...this.#commands);
  }

  isDestroyed(): boolean {
    return false;
  }

  destroy(): void {
    for (const array of this.#vertexArrays) array.destroy();
    for (const program of this.#programs) program.destroy();
    this.#commands = [];
  }

  #make(context: RenderContext): void {
    const disc = discVertexArray(context);
    const sky = skyVertexArray(context);
    const groundProgram = program(context, GROUND_VERTEX, GROUND_FRAGMENT);
    const skyProgram = program(context, SKY_VERTEX, SKY_FRAGMENT);
    const uniformMap = this.#uniforms();
    const common = {
      primitiveType: PrimitiveType.TRIANGLES,
      uniformMap,
      pass: Pass.GLOBE,
      owner: this,
      modelMatrix: this.#space.toFixed,
      boundingVolume: this.#sphere,
      cull: false,
      occlude: false,
    };
    const solid = { depthTest: { enabled: true, func: WebGLConstants.LEQUAL }, depthMask: true };
    const flat = { depthTest: { enabled: false }, depthMask: false };
    this.#vertexArrays = [disc, sky];
    this.#programs = [groundProgram, skyProgram];
    this.#commands = [
      new DrawCommand({
        ...common,
        vertexArray: sky,
        shaderProgram: skyProgram,
        renderState: RenderState.fromCache(flat),
      }),
      new DrawCommand({
        ...common,
        vertexArray: disc,
        shaderProgram: groundProgram,
        renderState: RenderState.fromCache(solid),
      }),
    ];
  }

  #uniforms(): UniformMap {
    const rgb = (pick: (theme: SceneTheme) => Color) => {
      const value = new Cartesian3();
      return () => {
        const { red, green, blue } = pick(this.#theme());
        return Cartesian3.fromElements(red, green, blue, value);
      };
    };
    return {
      u_earthRadius: () => this.#space.earthRadius,
      u_eye: () => this.#eye,
      u_upEC: () => this.#upEC,
      u_ground: rgb((theme) => theme.ground),
      u_grid: rgb((theme) => theme.grid),
      u_horizon: rgb((theme) => theme.sky.horizon),
      u_zenith: rgb((theme) => theme.sky.zenith),
    };
  }
}

function program(context: RenderContext, vertex: string, fragment: string): ShaderProgram {
  return ShaderProgram.fromCache({
    context,
    vertexShaderSource: vertex,
    fragmentShaderSource: fragment,
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
