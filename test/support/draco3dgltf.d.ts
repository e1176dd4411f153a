/** What is used of the decoder. Source: its own draco_decoder IDL. */
declare module "draco3dgltf" {
  interface Status {
    ok(): boolean;
    error_msg(): string;
  }
  interface Mesh {
    num_points(): number;
    num_faces(): number;
  }
  interface Values {
    GetValue(index: number): number;
  }
  interface Decoder {
    DecodeBufferToMesh(buffer: DecoderBuffer, mesh: Mesh): Status;
    GetAttributeByUniqueId(mesh: Mesh, id: number): object;
    GetAttributeFloatForAllPoints(mesh: Mesh, attribute: object, values: Values): boolean;
    GetFaceFromMesh(mesh: Mesh, face: number, corners: Values): boolean;
  }
  interface DecoderBuffer {
    Init(bytes: Int8Array, length: number): void;
  }
  interface Module {
    readonly Decoder: new () => Decoder;
    readonly DecoderBuffer: new () => DecoderBuffer;
    readonly Mesh: new () => Mesh;
    readonly DracoFloat32Array: new () => Values;
    readonly DracoInt32Array: new () => Values;
    destroy(thing: object): void;
  }
  const draco3d: { createDecoderModule(options: object): Promise<Module> };
  export default draco3d;
}
