import {
  BlendingState,
  type BoundingSphere,
  Buffer,
  BufferUsage,
  Cartesian3,
  Cartesian4,
  type Color,
  ComponentDatatype,
  DrawCommand,
  type FrameState,
  Pass,
  type PickId,
  PrimitiveType,
  RenderState,
  type RenderContext,
  Sampler,
  ShaderProgram,
  Texture,
  TextureMagnificationFilter,
  TextureMinificationFilter,
  type UniformMap,
  VertexArray,
  WebGLConstants,
} from "cesium";
import { ENTITY_KINDS } from "../../../shared/entity.ts";
import { type EntityInstances, INSTANCE_BYTES, INSTANCE_LAYOUT } from "./entity-instances.ts";
import { LINE_FRAGMENT, LINE_VERTEX, SYMBOL_FRAGMENT, SYMBOL_VERTEX } from "./entity-shaders.ts";
import type { LocalSpace } from "./local-space.ts";
import type { SceneTheme } from "./scene-theme.ts";
import { drawGlyphs } from "./symbol-glyphs.ts";

/** What a pick of an entity's symbol gives back. */
export interface PickedSymbol {
  readonly slot: number;
  readonly entities: EntityPrimitive;
}

/** What is drawn and how; set before a frame. */
export interface EntityView {
  space: LocalSpace;
  theme: SceneTheme;
  /** Seconds, the clock that the instances' times are told in. */
  clock: number;
  /** Slots in use, from 0. */
  count: number;
  /** Metres from the frame's origin that all entities are within. */
  reach: number;
  /** One bit for each kind that is shown. */
  kinds: number;
  /** CSS pixels: radius of a symbol at a middling distance. */
  size: number;
  /** Drawing buffer pixels per CSS pixel. */
  pixelScale: number;
  /** Slot numbers, -1 for none. */
  selected: number;
  hovered: number;
  /** Whether anything flies, so that lines to the ground are drawn. */
  airborne: boolean;
}

const LOCATIONS = {
  corner: 0,
  previousPosition: 1,
  nextPosition: 2,
  times: 3,
  headings: 4,
  style: 5,
  pickColor: 6,
};
const CORNERS = new Float32Array([-1, -1, 1, -1, -1, 1, 1, 1]);
/** How much of a symbol is seen through what stands before it. */
const OCCLUDED_ALPHA = 0.42;

/**
 * Draws every entity in one instanced call, from the bytes of `EntityInstances`: nothing is done for an
 * entity on the main thread in a frame in which it has no news. Uses private classes of Cesium.
 */
export class EntityPrimitive {
  readonly view: EntityView;
  readonly #instances: EntityInstances;
  readonly #pickIds: PickId[] = [];
  readonly #eye = new Cartesian3();
  readonly #kindColors = ENTITY_KINDS.map(() => new Cartesian4());
  #resources: Resources | undefined;

  constructor(instances: EntityInstances, view: EntityView) {
    this.#instances = instances;
    this.view = view;
  }

  /** Called by Cesium in each pass of each frame. */
  update(frameState: FrameState): void {
    if (this.view.count === 0) return;
    const resources = this.#prepared(frameState.context);
    if (frameState.passes.render) this.#upload(frameState.context, resources);
    this.view.space.localOf(frameState.camera.positionWC, this.#eye);
    const sphere = this.view.space.sphere(this.view.reach + 1000);
    if (this.view.airborne && frameState.passes.render)
      frameState.commandList.push(this.#readied(resources.line, sphere));
    // First what is hidden behind the city, faint; then what is in plain view, over it.
    frameState.commandList.push(this.#readied(resources.hidden, sphere));
    frameState.commandList.push(this.#readied(resources.plain, sphere));
  }

  isDestroyed(): boolean {
    return false;
  }

  /** Called by Cesium when the scene goes. */
  destroy(): void {
    const resources = this.#resources;
    if (resources === undefined) return;
    this.#resources = undefined;
    resources.vertexArray.destroy();
    resources.symbolProgram.destroy();
    resources.lineProgram.destroy();
    resources.glyphs.destroy();
    for (const id of this.#pickIds) id.destroy();
    this.#pickIds.length = 0;
  }

  #readied(command: DrawCommand, sphere: BoundingSphere): DrawCommand {
    command.boundingVolume = sphere;
    command.modelMatrix = this.view.space.toFixed;
    command.instanceCount = this.view.count;
    return command;
  }

  #prepared(context: RenderContext): Resources {
    this.#nameSlots(context);
    if (this.#resources === undefined) {
      this.#resources = makeResources(context, this.#instances, this.#uniforms());
      this.#instances.settle();
    }
    return this.#resources;
  }

  /** Gives each new slot the colour by which a pick knows it. */
  #nameSlots(context: RenderContext): void {
    for (let slot = this.#pickIds.length; slot < this.view.count; slot++) {
      const picked: PickedSymbol = { slot, entities: this };
      const id = context.createPickId(picked);
      this.#pickIds.push(id);
      this.#instances.pick(slot, id.color.toBytes());
    }
  }

  #upload(context: RenderContext, resources: Resources): void {
    if (resources.capacity < this.#instances.capacity) {
      resources.vertexArray.destroy();
      Object.assign(resources, makeVertexArray(context, this.#instances));
      for (const command of [resources.hidden, resources.plain, resources.line])
        command.vertexArray = resources.vertexArray;
      this.#instances.settle();
      return;
    }
    this.#instances.flush(this.view.count, (bytes, offset) =>
      resources.buffer.copyFromArrayView(bytes, offset),
    );
  }

  #uniforms(): UniformMap {
    const view = this.view;
    const symbols = () => view.theme.symbols;
    return {
      u_clock: () => view.clock,
      u_kinds: () => view.kinds,
      u_earthRadius: () => view.space.earthRadius,
      u_axis: () => view.space.axis,
      u_eye: () => this.#eye,
      u_pixelScale: () => view.pixelScale,
      u_size: () => view.size,
      u_selected: () => view.selected,
      u_hovered: () => view.hovered,
      u_kindColors: () => this.#colors(),
      u_outline: () => rgb(symbols().outline),
      u_highlight: () => rgb(symbols().highlight),
      u_staleTint: () => rgb(symbols().stale),
    };
  }

  #colors(): Cartesian4[] {
    for (const [index, kind] of ENTITY_KINDS.entries()) {
      const color = this.view.theme.symbols.kinds[kind];
      const target = this.#kindColors[index] as Cartesian4;
      Cartesian4.fromElements(color.red, color.green, color.blue, 1, target);
    }
    return this.#kindColors;
  }
}

interface Resources {
  buffer: Buffer;
  vertexArray: VertexArray;
  capacity: number;
  readonly symbolProgram: ShaderProgram;
  readonly lineProgram: ShaderProgram;
  readonly glyphs: Texture;
  readonly hidden: DrawCommand;
  readonly plain: DrawCommand;
  readonly line: DrawCommand;
}

function makeResources(
  context: RenderContext,
  instances: EntityInstances,
  uniforms: UniformMap,
): Resources {
  const arrays = makeVertexArray(context, instances);
  const symbolProgram = program(context, SYMBOL_VERTEX, SYMBOL_FRAGMENT);
  const lineProgram = program(context, LINE_VERTEX, LINE_FRAGMENT);
  const glyphs = glyphTexture(context);
  const command = (shaderProgram: ShaderProgram, depth: object, alpha: number, pickId?: string) =>
    new DrawCommand({
      vertexArray: arrays.vertexArray,
      primitiveType: PrimitiveType.TRIANGLE_STRIP,
      count: 4,
      instanceCount: 0,
      shaderProgram,
      uniformMap: { ...uniforms, u_glyphs: () => glyphs, u_alpha: () => alpha },
      renderState: RenderState.fromCache({
        blending: BlendingState.PRE_MULTIPLIED_ALPHA_BLEND,
        ...depth,
      }),
      pass: Pass.OPAQUE,
      owner: instances,
      occlude: false,
      ...(pickId === undefined ? {} : { pickId }),
    });
  const behind = { depthTest: { enabled: true, func: WebGLConstants.GREATER }, depthMask: false };
  const before = { depthTest: { enabled: true, func: WebGLConstants.LEQUAL }, depthMask: true };
  return {
    ...arrays,
    symbolProgram,
    lineProgram,
    glyphs,
    hidden: command(symbolProgram, behind, OCCLUDED_ALPHA, "v_pickColor"),
    plain: command(symbolProgram, before, 1, "v_pickColor"),
    line: command(lineProgram, { ...before, depthMask: false }, 1),
  };
}

function makeVertexArray(context: RenderContext, instances: EntityInstances) {
  const corners = Buffer.createVertexBuffer({
    context,
    typedArray: CORNERS,
    usage: BufferUsage.STATIC_DRAW,
  });
  const buffer = Buffer.createVertexBuffer({
    context,
    typedArray: instances.bytes,
    usage: BufferUsage.DYNAMIC_DRAW,
  });
  const attribute = (
    name: keyof typeof LOCATIONS,
    offsetInBytes: number,
    componentsPerAttribute: number,
    componentDatatype: number = ComponentDatatype.FLOAT,
    normalize = false,
  ) => ({
    index: LOCATIONS[name],
    vertexBuffer: buffer,
    componentsPerAttribute,
    componentDatatype,
    normalize,
    offsetInBytes,
    strideInBytes: INSTANCE_BYTES,
    instanceDivisor: 1,
  });
  const bytes = ComponentDatatype.UNSIGNED_BYTE;
  const vertexArray = new VertexArray({
    context,
    attributes: [
      // Attribute 0 must not be an instanced one.
      { index: LOCATIONS.corner, vertexBuffer: corners, componentsPerAttribute: 2 },
      attribute("previousPosition", INSTANCE_LAYOUT.previous, 3),
      attribute("nextPosition", INSTANCE_LAYOUT.next, 3),
      attribute("times", INSTANCE_LAYOUT.times, 3),
      attribute("headings", INSTANCE_LAYOUT.headings, 2),
      attribute("style", INSTANCE_LAYOUT.style, 4, bytes),
      attribute("pickColor", INSTANCE_LAYOUT.pick, 4, bytes, true),
    ],
  });
  return { buffer, vertexArray, capacity: instances.capacity };
}

function program(context: RenderContext, vertex: string, fragment: string): ShaderProgram {
  return ShaderProgram.fromCache({
    context,
    vertexShaderSource: vertex,
    fragmentShaderSource: fragment,
    attributeLocations: LOCATIONS,
  });
}

function glyphTexture(context: RenderContext): Texture {
  const texture = new Texture({
    context,
    source: drawGlyphs(),
    sampler: new Sampler({
      minificationFilter: TextureMinificationFilter.LINEAR_MIPMAP_LINEAR,
      magnificationFilter: TextureMagnificationFilter.LINEAR,
    }),
  });
  texture.generateMipmap();
  return texture;
}

const scratch = new Map<Color, Cartesian3>();

/** A theme's colour as three numbers, made once. */
function rgb(color: Color): Cartesian3 {
  let value = scratch.get(color);
  if (value === undefined) {
    value = new Cartesian3(color.red, color.green, color.blue);
    scratch.set(color, value);
  }
  return value;
}
