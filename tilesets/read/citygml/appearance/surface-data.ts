/** What an appearance says of surfaces: a picture or a colour. */
export interface SurfaceData {
  readonly sort: "texture" | "georeferenced" | "material";
  readonly theme: string;
  /** As written; empty where nothing is. */
  image: string;
  wrap: string;
  /** Of the side that is seen from outside. */
  front: boolean;
  /** Each 0 to 1. */
  diffuse: readonly number[];
  transparency: number;
  /** Whether it lies on surfaces by coordinates, by a matrix. */
  coordinates: boolean;
  matrix: boolean;
}

const SORTS: Readonly<Record<string, SurfaceData["sort"]>> = {
  "app:ParameterizedTexture": "texture",
  "app:GeoreferencedTexture": "georeferenced",
  "app:X3DMaterial": "material",
};

/** A surface data that begins, or undefined where the name is none's. */
export function surfaceData(name: string, theme: string): SurfaceData | undefined {
  const sort = SORTS[name];
  if (sort === undefined) return undefined;
  return {
    sort,
    theme,
    image: "",
    wrap: "",
    front: true,
    // The default of X3D.
    diffuse: [0.8, 0.8, 0.8],
    transparency: 0,
    coordinates: false,
    matrix: false,
  };
}
