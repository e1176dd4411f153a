/**
 * The classes of CesiumJS that its typings leave out, as far as `scene/` uses them. They are private to
 * Cesium: its version is pinned, and test/e2e/scene-entities.test.ts fails where one has changed.
 */
declare module "cesium" {
  interface Scene {
    /** Drawing buffer pixels per CSS pixel. */
    pixelRatio: number;
    /** Goes on with flights and with what the pointer does to the camera. Before each `render`. */
    initializeFrame(): void;
  }

  export interface RenderContext {
    readonly drawingBufferWidth: number;
    readonly drawingBufferHeight: number;
    createPickId(object: object): PickId;
  }

  export interface PickId {
    readonly color: Color;
    destroy(): void;
  }

  export interface FrameState {
    readonly context: RenderContext;
    readonly commandList: DrawCommand[];
    readonly passes: { readonly render: boolean; readonly pick: boolean };
    readonly camera: Camera;
    readonly frameNumber: number;
  }

  export interface Cesium3DTileFeature {
    /** The content of the tile that it is in. */
    readonly content: Cesium3DTileContent;
  }

  interface Cesium3DTile {
    /** Tiles above it. */
    readonly _depth: number;
  }

  interface Cesium3DTileset {
    readonly statistics: Cesium3DTilesetStatistics;
    /** Those that are drawn. */
    readonly _selectedTiles: readonly Cesium3DTile[];
  }

  export interface Cesium3DTilesetStatistics {
    readonly visited: number;
    readonly selected: number;
    readonly numberOfPendingRequests: number;
    readonly numberOfTilesProcessing: number;
    readonly numberOfTilesWithContentReady: number;
    readonly numberOfTilesTotal: number;
    readonly numberOfFeaturesSelected: number;
    readonly numberOfTrianglesSelected: number;
    readonly geometryByteLength: number;
    readonly texturesByteLength: number;
    readonly batchTableByteLength: number;
  }

  export type UniformValue =
    | boolean
    | number
    | Cartesian2
    | Cartesian3
    | Cartesian4
    | Matrix4
    | Color
    | Texture
    | readonly number[]
    | Cartesian4[];
  export type UniformMap = { readonly [name: string]: () => UniformValue };

  export class DrawCommand {
    constructor(options: {
      vertexArray: VertexArray;
      primitiveType?: number;
      count?: number;
      instanceCount?: number;
      shaderProgram: ShaderProgram;
      uniformMap: UniformMap;
      renderState: RenderState;
      pass: number;
      owner: object;
      modelMatrix?: Matrix4;
      boundingVolume?: BoundingSphere;
      pickId?: string;
      cull?: boolean;
      occlude?: boolean;
    });
    vertexArray: VertexArray;
    readonly primitiveType: number;
    /** The first vertex drawn. */
    offset: number;
    count: number;
    instanceCount: number;
    boundingVolume: BoundingSphere | undefined;
    modelMatrix: Matrix4;
  }

  export class Buffer {
    static createVertexBuffer(options: {
      context: RenderContext;
      typedArray?: ArrayBufferView;
      sizeInBytes?: number;
      usage: number;
    }): Buffer;
    static createIndexBuffer(options: {
      context: RenderContext;
      typedArray: ArrayBufferView;
      usage: number;
      indexDatatype: number;
    }): Buffer;
    copyFromArrayView(view: ArrayBufferView, offsetInBytes?: number): void;
    vertexArrayDestroyable: boolean;
    destroy(): void;
  }

  export const BufferUsage: {
    readonly STATIC_DRAW: number;
    readonly DYNAMIC_DRAW: number;
    readonly STREAM_DRAW: number;
  };

  export interface VertexAttribute {
    readonly index: number;
    readonly vertexBuffer: Buffer;
    readonly componentsPerAttribute: number;
    readonly componentDatatype?: number;
    readonly normalize?: boolean;
    readonly offsetInBytes?: number;
    readonly strideInBytes?: number;
    readonly instanceDivisor?: number;
  }

  export class VertexArray {
    constructor(options: {
      context: RenderContext;
      attributes: readonly VertexAttribute[];
      indexBuffer?: Buffer;
    });
    destroy(): void;
  }

  export class ShaderSource {
    constructor(options: { sources: readonly string[]; defines?: readonly string[] });
  }

  export class ShaderProgram {
    static fromCache(options: {
      context: RenderContext;
      vertexShaderSource: ShaderSource | string;
      fragmentShaderSource: ShaderSource | string;
      attributeLocations: Readonly<Record<string, number>>;
    }): ShaderProgram;
    destroy(): void;
  }

  export interface RenderState {
    readonly id: number;
  }

  export const RenderState: { fromCache(state: object): RenderState };

  export const ContextLimits: { readonly maximumAliasedPointSize: number };

  export const Pass: { readonly GLOBE: number; readonly OPAQUE: number };

  export class Texture {
    constructor(options: {
      context: RenderContext;
      source: HTMLCanvasElement;
      sampler?: Sampler;
      flipY?: boolean;
    });
    generateMipmap(): void;
    destroy(): void;
  }

  export class Sampler {
    constructor(options: {
      minificationFilter?: TextureMinificationFilter;
      magnificationFilter?: TextureMagnificationFilter;
    });
  }
}
