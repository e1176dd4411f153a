import {
  BlendingState,
  type BoundingSphere,
  Buffer,
  BufferUsage,
  ComponentDatatype,
  CullFace,
  DrawCommand,
  type FrameState,
  Pass,
  PrimitiveType,
  type RenderContext,
  RenderState,
  ShaderProgram,
  type UniformMap,
  VertexArray,
  type VertexAttribute,
  WebGLConstants,
} from "cesium";
import type { LocalSpace } from "./local-space.ts";
import { MODEL_GROUNDS, modelMesh } from "./model-bodies.ts";
import { MODEL_GROUND_FRAGMENT, MODEL_GROUND_VERTEX } from "./model-ground-shaders.ts";
import { VERTEX_BYTES } from "./model-mesh.ts";
import {
  MODEL_BODIES,
  type ModelBody,
  type ModelRecords,
  RECORD_BYTES,
  RECORD_LAYOUT,
} from "./model-records.ts";
import { MODEL_FRAGMENT, MODEL_VERTEX } from "./model-shaders.ts";

/** Attribute 0 must not be an instanced one: bodies have their vertices there, and their ground its corners. */
const LOCATIONS = {
  position: 0,
  corner: 0,
  normalAndPart: 1,
  previousPosition: 2,
  nextPosition: 3,
  times: 4,
  turns: 5,
  bends: 6,
  style: 7,
  look: 8,
  pickColor: 9,
};
const CORNERS = new Float32Array([-1, -1, 1, -1, -1, 1, 1, 1]);
/** Records that a buffer has room for at first. */
const ROOM = 16;

/**
 * Draws the near models from `ModelRecords`: each body once for all who have it, and under them their
 * shadows, lamps' light and rings. Uses private classes of Cesium.
 */
export class ModelPrimitive {
  readonly #records: ModelRecords;
  readonly #space: LocalSpace;
  readonly #uniforms: UniformMap;
  #resources: Resources | undefined;
  #isNew = true;
  /** Metres from the frame's origin that everything is within. */
  reach = 0;

  constructor(records: ModelRecords, space: LocalSpace, uniforms: UniformMap) {
    this.#records = records;
    this.#space = space;
    this.#uniforms = uniforms;
  }

  /** The records are others than in the last frame. */
  changed(): void {
    this.#isNew = true;
  }

  /** Called by Cesium in each pass of each frame. */
  update({ context, passes, commandList }: FrameState): void {
    const bodies = MODEL_BODIES.filter((body) => this.#records.count(body) > 0);
    if (bodies.length === 0) return;
    this.#resources ??= makeResources(context, this.#uniforms);
    const { drawn } = this.#resources;
    const isNew = this.#isNew;
    this.#isNew = false;
    const sphere = this.#space.sphere(this.reach + 1_000);
    for (const body of bodies) {
      const each = drawn.get(body) ?? makeDrawn(context, body, this.#resources);
      drawn.set(body, each);
      if (isNew || each.isNew) this.#upload(context, body, each);
      commandList.push(this.#readied(each.solid, body, sphere));
    }
    if (!passes.render) return;
    for (const body of bodies) {
      const each = drawn.get(body);
      if (each !== undefined) commandList.push(this.#readied(each.ground, body, sphere));
    }
  }

  isDestroyed(): boolean {
    return false;
  }

  /** Called by Cesium when the scene goes. */
  destroy(): void {
    for (const each of this.#resources?.drawn.values() ?? []) destroyArrays(each);
    this.#resources?.solidProgram.destroy();
    this.#resources?.groundProgram.destroy();
    this.#resources = undefined;
  }

  #readied(command: DrawCommand, body: ModelBody, sphere: BoundingSphere): DrawCommand {
    command.boundingVolume = sphere;
    command.modelMatrix = this.#space.toFixed;
    command.instanceCount = this.#records.count(body);
    return command;
  }

  #upload(context: RenderContext, body: ModelBody, drawn: Drawn): void {
    drawn.isNew = false;
    const count = this.#records.count(body);
    if (count > drawn.room) {
      destroyArrays(drawn);
      Object.assign(drawn, makeArrays(context, body, 2 ** Math.ceil(Math.log2(count))));
      drawn.solid.vertexArray = drawn.solids;
      drawn.ground.vertexArray = drawn.grounds;
    }
    drawn.buffer.copyFromArrayView(this.#records.bytes(body).subarray(0, count * RECORD_BYTES));
  }
}

interface Arrays {
  buffer: Buffer;
  solids: VertexArray;
  grounds: VertexArray;
  /** Records that fit. */
  room: number;
}

interface Drawn extends Arrays {
  isNew: boolean;
  readonly solid: DrawCommand;
  readonly ground: DrawCommand;
}

interface Resources {
  readonly solidProgram: ShaderProgram;
  readonly groundProgram: ShaderProgram;
  readonly uniforms: UniformMap;
  readonly drawn: Map<ModelBody, Drawn>;
}

function makeResources(context: RenderContext, uniforms: UniformMap): Resources {
  const program = (vertexShaderSource: string, fragmentShaderSource: string) =>
    ShaderProgram.fromCache({
      context,
      vertexShaderSource,
      fragmentShaderSource,
      attributeLocations: LOCATIONS,
    });
  return {
    solidProgram: program(MODEL_VERTEX, MODEL_FRAGMENT),
    groundProgram: program(MODEL_GROUND_VERTEX, MODEL_GROUND_FRAGMENT),
    uniforms,
    drawn: new Map(),
  };
}

function makeDrawn(context: RenderContext, body: ModelBody, resources: Resources): Drawn {
  const arrays = makeArrays(context, body, ROOM);
  const common = { pass: Pass.OPAQUE, owner: resources, occlude: false, instanceCount: 0 };
  const depthTest = { enabled: true, func: WebGLConstants.LEQUAL };
  const { half, beam } = MODEL_GROUNDS[body];
  return {
    ...arrays,
    isNew: true,
    solid: new DrawCommand({
      ...common,
      vertexArray: arrays.solids,
      primitiveType: PrimitiveType.TRIANGLES,
      count: modelMesh(body).triangles * 3,
      shaderProgram: resources.solidProgram,
      uniformMap: resources.uniforms,
      renderState: RenderState.fromCache({
        depthTest,
        depthMask: true,
        cull: { enabled: true, face: CullFace.BACK },
      }),
      pickId: "v_pickColor",
    }),
    ground: new DrawCommand({
      ...common,
      vertexArray: arrays.grounds,
      primitiveType: PrimitiveType.TRIANGLE_STRIP,
      count: 4,
      shaderProgram: resources.groundProgram,
      uniformMap: { ...resources.uniforms, u_half: () => half, u_beam: () => beam },
      renderState: RenderState.fromCache({
        depthTest,
        depthMask: false,
        blending: BlendingState.PRE_MULTIPLIED_ALPHA_BLEND,
      }),
    }),
  };
}

function makeArrays(context: RenderContext, body: ModelBody, room: number): Arrays {
  const buffer = Buffer.createVertexBuffer({
    context,
    sizeInBytes: room * RECORD_BYTES,
    usage: BufferUsage.STREAM_DRAW,
  });
  // Two arrays read it.
  buffer.vertexArrayDestroyable = false;
  const still = (typedArray: ArrayBufferView) =>
    Buffer.createVertexBuffer({ context, typedArray, usage: BufferUsage.STATIC_DRAW });
  const vertices = still(modelMesh(body).bytes());
  const common = { vertexBuffer: vertices, strideInBytes: VERTEX_BYTES };
  const solids = new VertexArray({
    context,
    attributes: [
      { ...common, index: LOCATIONS.position, componentsPerAttribute: 3 },
      {
        ...common,
        index: LOCATIONS.normalAndPart,
        componentsPerAttribute: 4,
        componentDatatype: ComponentDatatype.BYTE,
        offsetInBytes: 12,
      },
      ...recordAttributes(buffer),
    ],
  });
  const corner = {
    index: LOCATIONS.corner,
    vertexBuffer: still(CORNERS),
    componentsPerAttribute: 2,
  };
  const grounds = new VertexArray({ context, attributes: [corner, ...recordAttributes(buffer)] });
  return { buffer, solids, grounds, room };
}

function recordAttributes(vertexBuffer: Buffer): VertexAttribute[] {
  const common = { vertexBuffer, strideInBytes: RECORD_BYTES, instanceDivisor: 1 };
  const floats = (index: number, offsetInBytes: number, componentsPerAttribute: number) => ({
    ...common,
    ...{ index, offsetInBytes, componentsPerAttribute },
    componentDatatype: ComponentDatatype.FLOAT,
  });
  const bytes = (index: number, offsetInBytes: number) => ({
    ...common,
    ...{ index, offsetInBytes, componentsPerAttribute: 4 },
    componentDatatype: ComponentDatatype.UNSIGNED_BYTE,
  });
  return [
    floats(LOCATIONS.previousPosition, RECORD_LAYOUT.previous, 3),
    floats(LOCATIONS.nextPosition, RECORD_LAYOUT.next, 3),
    floats(LOCATIONS.times, RECORD_LAYOUT.times, 3),
    floats(LOCATIONS.turns, RECORD_LAYOUT.turns, 4),
    floats(LOCATIONS.bends, RECORD_LAYOUT.bends, 3),
    bytes(LOCATIONS.style, RECORD_LAYOUT.style),
    bytes(LOCATIONS.look, RECORD_LAYOUT.look),
    { ...bytes(LOCATIONS.pickColor, RECORD_LAYOUT.pick), normalize: true },
  ];
}

function destroyArrays({ buffer, solids, grounds }: Arrays): void {
  solids.destroy();
  grounds.destroy();
  buffer.destroy();
}
