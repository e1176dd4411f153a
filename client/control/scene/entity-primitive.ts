import {
  BlendingState,
  type BoundingSphere,
  Buffer,
  BufferUsage,
  Cartesian3,
  Cartesian4,
  type Color,
  ComponentDatatype,
  ContextLimits,
  DrawCommand,
  type FrameState,
  Pass,
  type PickId,
  PrimitiveType,
  type RenderContext,
  RenderState,
  Sampler,
  ShaderProgram,
  ShaderSource,
  Texture,
  TextureMagnificationFilter,
  TextureMinificationFilter,
  type UniformMap,
  VertexArray,
  type VertexAttribute,
  WebGLConstants,
} from "cesium";
import { ENTITY_KINDS } from "../../../shared/entity.ts";
import { type EntityInstances, INSTANCE_BYTES, INSTANCE_LAYOUT } from "./entity-instances.ts";
import {
  DOT_FRAGMENT,
  LINE_FRAGMENT,
  LINE_VERTEX,
  SYMBOL_FRAGMENT,
  SYMBOL_VERTEX,
} from "./entity-shaders.ts";
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
  /** Seconds of a clock that never stands. */
  seconds: number;
  /** Slots in use, from 0. */
  count: number;
  /** Metres from the frame's origin that all entities are within. */
  reach: number;
  /** One bit for each kind that is shown. */
  kinds: number;
  /** CSS pixels: radius of a symbol at a middling distance. */
  size: number;
  /** For each kind, 0 where few are in view to 1 where they are a crowd. */
  crowds: readonly number[];
  /** The same for all kinds together: in a busy picture what is far is small, whatever it is. */
  busy: number;
  /** Drawing buffer pixels per CSS pixel. */
  pixelScale: number;
  /** Slot numbers, -1 for none. */
  selected: number;
  hovered: number;
  /** Looked out of, and not drawn. */
  ridden: number;
  /**
   * Whether what stands behind the city is drawn faint. Or else, which costs less, as if nothing stood
   * before it, and in a busy picture not at all.
   */
  seesThrough: boolean;
  /** Whether anything flies, so that lines to the ground are drawn. */
  airborne: boolean;
  /** One bit for each kind that flies where it is above the frame's height. */
  flyers: number;
  /** By the number of a model: metres from the eye at which it has taken the symbol's place; 0 for never. */
  reaches: number[];
}

const POINT_LOCATIONS = {
  previousPosition: 0,
  nextPosition: 1,
  times: 2,
  headings: 3,
  style: 4,
  pickColor: 5,
  look: 6,
};
/** Attribute 0 must not be an instanced one: lines have their corner there. */
const LINE_LOCATIONS = {
  corner: 0,
  previousPosition: 1,
  nextPosition: 2,
  times: 3,
  headings: 4,
  style: 5,
  pickColor: 6,
  look: 7,
};
const CORNERS = new Float32Array([-1, -1, 1, -1, -1, 1, 1, 1]);
/** Lines to the ground are instanced, which software renderers do slowly: not with more than this on low quality. */
const MOST_LINES_ON_LOW = 3_000;
/** How much of a symbol is seen through what stands before it. */
const OCCLUDED_ALPHA = 0.42;

/**
 * Draws every entity as one point sprite, from the bytes of `EntityInstances`: nothing is done for an
 * entity on the main thread in a frame in which it has no news. Points rather than instanced quads: a
 * quarter of the vertices, and a software renderer draws 100,000 instances one by one, in seconds. Uses
 * private classes of Cesium.
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
    const withLines = this.view.seesThrough || this.view.count <= MOST_LINES_ON_LOW;
    if (this.view.airborne && withLines && frameState.passes.render)
      frameState.commandList.push(this.#readied(resources.line, sphere));
    frameState.commandList.push(this.#readied(resources.dots, sphere));
    if (this.view.seesThrough) {
      // First what is hidden behind the city, faint; then what is in plain view, over it.
      frameState.commandList.push(this.#readied(resources.hidden, sphere));
      frameState.commandList.push(this.#readied(resources.plain, sphere));
    } else {
      // Over the whole city a crowd that nothing hides would be all there is to see.
      const shown = this.view.busy > 0.5 ? resources.plain : resources.always;
      frameState.commandList.push(this.#readied(shown, sphere));
    }
    const { selected, ridden } = this.view;
    if (selected !== -1 && selected !== ridden)
      frameState.commandList.push(this.#chosen(resources, sphere));
  }

  isDestroyed(): boolean {
    return false;
  }

  /** Called by Cesium when the scene goes. */
  destroy(): void {
    const resources = this.#resources;
    if (resources === undefined) return;
    this.#resources = undefined;
    destroyArrays(resources);
    for (const program of resources.programs) program.destroy();
    resources.glyphs.destroy();
    for (const id of this.#pickIds) id.destroy();
    this.#pickIds.length = 0;
  }

  #readied(command: DrawCommand, sphere: BoundingSphere): DrawCommand {
    command.boundingVolume = sphere;
    command.modelMatrix = this.view.space.toFixed;
    if (command.primitiveType === PrimitiveType.POINTS) command.count = this.view.count;
    else command.instanceCount = this.view.count;
    return command;
  }

  /** The chosen one once more, over all others and over what hides it. */
  #chosen({ chosen }: Resources, sphere: BoundingSphere): DrawCommand {
    this.#readied(chosen, sphere);
    chosen.offset = this.view.selected;
    chosen.count = 1;
    return chosen;
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
      destroyArrays(resources);
      Object.assign(resources, makeArrays(context, this.#instances));
      for (const command of symbolCommands(resources)) command.vertexArray = resources.points;
      resources.line.vertexArray = resources.lines;
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
      u_crowds: () => view.crowds,
      u_busy: () => view.busy,
      u_flyers: () => view.flyers,
      u_reaches: () => view.reaches,
      u_selected: () => view.selected,
      u_hovered: () => view.hovered,
      u_ridden: () => view.ridden,
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

/** The GPU's copy of the instances, read once for each point, or once for each line's four corners. */
interface Arrays {
  buffer: Buffer;
  points: VertexArray;
  lines: VertexArray;
  /** Slots. */
  capacity: number;
}

interface Resources extends Arrays {
  readonly programs: readonly ShaderProgram[];
  readonly glyphs: Texture;
  readonly dots: DrawCommand;
  readonly hidden: DrawCommand;
  readonly plain: DrawCommand;
  readonly always: DrawCommand;
  readonly chosen: DrawCommand;
  readonly line: DrawCommand;
}

function symbolCommands({ dots, hidden, plain, always, chosen }: Resources): DrawCommand[] {
  return [dots, hidden, plain, always, chosen];
}

function destroyArrays({ buffer, points, lines }: Arrays): void {
  points.destroy();
  lines.destroy();
  buffer.destroy();
}

function makeResources(
  context: RenderContext,
  instances: EntityInstances,
  uniforms: UniformMap,
): Resources {
  const arrays = makeArrays(context, instances);
  const dot = symbolProgram(context, DOT_FRAGMENT);
  const symbol = symbolProgram(context, SYMBOL_FRAGMENT);
  const line = lineProgram(context);
  const glyphs = glyphTexture(context);
  const common = { pass: Pass.OPAQUE, owner: instances, occlude: false };
  const symbols = (shaderProgram: ShaderProgram, state: object, alpha = 1) =>
    new DrawCommand({
      ...common,
      vertexArray: arrays.points,
      primitiveType: PrimitiveType.POINTS,
      count: 0,
      shaderProgram,
      uniformMap: {
        ...uniforms,
        u_glyphs: () => glyphs,
        u_alpha: () => alpha,
        u_drawsSmall: () => shaderProgram === dot,
        u_largest: () => ContextLimits.maximumAliasedPointSize,
      },
      renderState: RenderState.fromCache(state),
      pickId: "v_pickColor",
    });
  return {
    ...arrays,
    programs: [dot, symbol, line],
    glyphs,
    dots: symbols(dot, depth(WebGLConstants.LEQUAL, true)),
    hidden: symbols(symbol, depth(WebGLConstants.GREATER, false), OCCLUDED_ALPHA),
    plain: symbols(symbol, depth(WebGLConstants.LEQUAL, true)),
    always: symbols(symbol, depth(WebGLConstants.ALWAYS, true)),
    chosen: symbols(symbol, depth(WebGLConstants.ALWAYS, true)),
    line: new DrawCommand({
      ...common,
      vertexArray: arrays.lines,
      primitiveType: PrimitiveType.TRIANGLE_STRIP,
      count: 4,
      instanceCount: 0,
      shaderProgram: line,
      uniformMap: uniforms,
      renderState: RenderState.fromCache(depth(WebGLConstants.LEQUAL, false)),
    }),
  };
}

function depth(func: number, depthMask: boolean): object {
  const blending = BlendingState.PRE_MULTIPLIED_ALPHA_BLEND;
  return { blending, depthTest: { enabled: true, func }, depthMask };
}

function makeArrays(context: RenderContext, instances: EntityInstances): Arrays {
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
  // Two arrays read it.
  buffer.vertexArrayDestroyable = false;
  const points = new VertexArray({ context, attributes: attributesOf(buffer, POINT_LOCATIONS, 0) });
  const lines = new VertexArray({
    context,
    attributes: [
      { index: LINE_LOCATIONS.corner, vertexBuffer: corners, componentsPerAttribute: 2 },
      ...attributesOf(buffer, LINE_LOCATIONS, 1),
    ],
  });
  return { buffer, points, lines, capacity: instances.capacity };
}

function attributesOf(
  vertexBuffer: Buffer,
  locations: typeof POINT_LOCATIONS,
  instanceDivisor: number,
): VertexAttribute[] {
  const common = { vertexBuffer, strideInBytes: INSTANCE_BYTES, instanceDivisor };
  const at = (
    index: number,
    offsetInBytes: number,
    componentsPerAttribute: number,
    componentDatatype: number = ComponentDatatype.FLOAT,
  ) => ({ ...common, index, offsetInBytes, componentsPerAttribute, componentDatatype });
  const bytes = ComponentDatatype.UNSIGNED_BYTE;
  return [
    at(locations.previousPosition, INSTANCE_LAYOUT.previous, 3),
    at(locations.nextPosition, INSTANCE_LAYOUT.next, 3),
    at(locations.times, INSTANCE_LAYOUT.times, 3),
    at(locations.headings, INSTANCE_LAYOUT.headings, 2),
    at(locations.style, INSTANCE_LAYOUT.style, 4, bytes),
    { ...at(locations.pickColor, INSTANCE_LAYOUT.pick, 4, bytes), normalize: true },
    at(locations.look, INSTANCE_LAYOUT.look, 4, bytes),
  ];
}

/** The symbols write the scene's logarithmic depth themselves, so Cesium is told not to. */
function symbolProgram(context: RenderContext, fragment: string): ShaderProgram {
  return ShaderProgram.fromCache({
    context,
    vertexShaderSource: SYMBOL_VERTEX,
    fragmentShaderSource: new ShaderSource({
      sources: [fragment],
      defines: ["LOG_DEPTH_READ_ONLY"],
    }),
    attributeLocations: POINT_LOCATIONS,
  });
}

function lineProgram(context: RenderContext): ShaderProgram {
  return ShaderProgram.fromCache({
    context,
    vertexShaderSource: LINE_VERTEX,
    fragmentShaderSource: LINE_FRAGMENT,
    attributeLocations: LINE_LOCATIONS,
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
