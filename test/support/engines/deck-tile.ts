/** What loaders.gl makes of a glb, as far as it is looked at. */
export interface TileContent {
  readonly gltf: {
    readonly scenes: readonly { readonly nodes: readonly GltfNode[] }[];
    readonly extensions?: { readonly EXT_structural_metadata?: Metadata };
  };
  readonly [name: string]: unknown;
}

interface GltfNode {
  readonly mesh?: { readonly primitives: readonly GltfPrimitive[] };
  readonly children?: readonly GltfNode[];
  readonly translation?: readonly number[];
  readonly scale?: readonly number[];
}

interface Accessor {
  readonly value: ArrayLike<number> & { readonly buffer: ArrayBuffer };
  readonly components?: number;
  readonly normalized?: boolean;
}

export interface GltfPrimitive {
  readonly attributes: Readonly<Record<string, Accessor>>;
  readonly indices?: Accessor;
  readonly material?: object;
}

interface Metadata {
  readonly schema?: {
    readonly classes?: Readonly<
      Record<string, { readonly properties: Readonly<Record<string, { enumType?: string }>> }>
    >;
    readonly enums?: Readonly<
      Record<string, { readonly values: readonly { name: string; value: number }[] }>
    >;
  };
  readonly propertyTables?: readonly {
    readonly class: string;
    readonly properties: Readonly<Record<string, { readonly data: ArrayLike<unknown> }>>;
  }[];
}

/** Each primitive of a tile as what deck.gl's mesh layer draws, placed, and numbered by feature. */
export function meshContents(content: TileContent): object[] {
  return (content.gltf.scenes[0]?.nodes ?? []).flatMap((node) =>
    (node.mesh?.primitives ?? []).map((primitive) => ({
      ...content,
      ...{ gltf: content.gltf, primitive },
      attributes: attributesOf(primitive, node),
      indices: primitive.indices && { size: 1, value: primitive.indices.value },
      material: primitive.material ?? {},
      featureIds: Uint32Array.from(primitive.attributes._FEATURE_ID_0?.value ?? []),
    })),
  );
}

function attributesOf({ attributes }: GltfPrimitive, { translation, scale }: GltfNode) {
  const { POSITION, NORMAL, COLOR_0, TEXCOORD_0 } = attributes;
  const count = (POSITION?.value.length ?? 0) / widthOf(POSITION, 3);
  const packed = (accessor: Accessor | undefined, size: number, to: number) => {
    if (accessor === undefined) return undefined;
    const width = widthOf(accessor, size, count);
    const value = new Float32Array(count * size);
    for (let i = 0; i < count; i++)
      for (let k = 0; k < size; k++)
        value[i * size + k] = (accessor.value[i * width + k] ?? 0) / to;
    return { size, value };
  };
  const positions = packed(POSITION, 3, 1);
  for (let i = 0; positions !== undefined && i < positions.value.length; i++)
    positions.value[i] =
      (positions.value[i] ?? 0) * (scale?.[i % 3] ?? 1) + (translation?.[i % 3] ?? 0);
  const some = <Value>(name: string, value: Value | undefined) =>
    value === undefined ? {} : { [name]: value };
  return {
    ...some("positions", positions),
    ...some("normals", packed(NORMAL, 3, 127)),
    ...some("colors", packed(COLOR_0, 3, 255)),
    ...some(
      "texCoords",
      TEXCOORD_0?.normalized ? packed(TEXCOORD_0, 2, 65_535) : packed(TEXCOORD_0, 2, 1),
    ),
  };
}

/** Numbers from one vertex to the next: glTF fills each up to four bytes. */
function widthOf(accessor: Accessor | undefined, size: number, count?: number): number {
  return count === undefined || accessor === undefined ? size : accessor.value.length / count;
}

/** The properties of a feature of a primitive's tile. */
export function rowOf(
  { gltf }: { readonly gltf: TileContent["gltf"] },
  feature: number,
): Record<string, unknown> {
  const metadata = gltf.extensions?.EXT_structural_metadata;
  const table = metadata?.propertyTables?.[0];
  const properties = metadata?.schema?.classes?.[table?.class ?? ""]?.properties;
  return Object.fromEntries(
    Object.entries(table?.properties ?? {}).map(([name, { data }]) => {
      const values = metadata?.schema?.enums?.[properties?.[name]?.enumType ?? ""]?.values;
      const value = data[feature];
      return [name, values?.find((each) => each.value === value)?.name ?? value];
    }),
  );
}
