/** Every limit of `npm run tiles`, in one place. Each is named in the message of the refusal it causes. */
export const TILE_LIMITS = {
  /** Nesting of XML elements and of JSON. */
  depth: 100,
  /** Attributes of one XML element. */
  elementAttributes: 1_000,
  /** Characters of one text or attribute in XML, and of one feature's text altogether. */
  textLength: 64 * 1024 * 1024,
  featureText: 256 * 1024 * 1024,
  /** Corners of one ring and of one feature. */
  ringCorners: 1_000_000,
  featureCorners: 4_000_000,
  /** Corners of one polygon, holes too, that is cut into triangles. */
  polygonCorners: 500_000,
  /**
   * Corners of a polygon that is looked at again because its rings cross themselves or each other, and
   * crossings that are undone: what comes out is cut at once, which takes seconds for more.
   */
  tangledCorners: 10_000,
  crossings: 1_000,
  /** Metres that a corner may be from the middle of the city, along each axis of its plane. */
  reach: 1_000_000,
  /** Metres above or below the ellipsoid. */
  altitude: 100_000,
  /** Attributes of one feature, characters of a value and of a path. */
  attributes: 2_000,
  attributeLength: 4_096,
  attributePath: 512,
  /** Codelists that one file names, and entries of one. */
  codelists: 1_000,
  /** Bytes of a codelist that threads are told of; a file with a longer one is read by one. */
  codelistBytes: 32 * 1024 * 1024,
  codes: 100_000,
  /** Different attributes in a city; different values by which one is coloured. */
  cityAttributes: 1_000,
  categories: 256,
  /**
   * Of `networks/buildings.json`: its bytes, corners of all outlines, cells of all attributes. As much as the
   * server reads of one (footprintBytes, networkPoints, buildingCells).
   */
  footprintBytes: 256 * 1024 * 1024,
  footprintCorners: 5_000_000,
  footprintCells: 20_000_000,
  /** Files of one package, and bytes that a file of a zip may come to. */
  files: 100_000,
  entryBytes: 8 * 1024 * 1024 * 1024,
  /** Times that a compressed file may grow. */
  inflation: 200,
  /** Bytes and pixels a side of one image. */
  imageBytes: 64 * 1024 * 1024,
  imagePixels: 16_384,
  /** Pixels of an image that are kept when it is decoded; bytes of decoded ones held; a side of an atlas. */
  imageDecoded: 32 * 1024 * 1024,
  imageCache: 128 * 1024 * 1024,
  atlasPixels: 2_048,
  /** Of tilesets that are checked: within one another, contents, and tiles of one subtree. */
  tilesetDepth: 32,
  contents: 1_000_000,
  subtreeTiles: 5_592_405,
  /** Bytes that one part of a glb may come to when it is unpacked. */
  glbBytes: 1024 * 1024 * 1024,
  /** Nodes, ways and relations of one OpenStreetMap input; members of a relation. */
  osmNodes: 100_000_000,
  osmWays: 20_000_000,
  osmMembers: 32_000,
  /** Bytes of a PBF file's header and block, unpacked: what the format itself allows. */
  osmHeaderBytes: 64 * 1024,
  osmBlockBytes: 32 * 1024 * 1024,
  osmBlockElements: 1_000_000,
  /** Textures and materials of one CityGML file; rings with texture coordinates, surfaces with a material. */
  surfaceData: 1_000_000,
  texturedRings: 20_000_000,
  /** Corners of shapes that CityGML's implicit geometries share, of one file. */
  sharedCorners: 4_000_000,
  /** Vertices of one CityJSON input. */
  cityJsonVertices: 100_000_000,
  /** Bytes of a geoid's file, and values in it. */
  geoidBytes: 512 * 1024 * 1024,
  geoidValues: 250_000_000,
} as const;
