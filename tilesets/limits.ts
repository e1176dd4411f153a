/** Every limit of `npm run tiles`, in one place. Each is named in the message of the refusal it causes. */
export const TILE_LIMITS = {
  /** Nesting of XML elements and of JSON. */
  depth: 100,
  /** Characters of one text or attribute in XML, and of one feature's text altogether. */
  textLength: 64 * 1024 * 1024,
  featureText: 256 * 1024 * 1024,
  /** Corners of one ring and of one feature. */
  ringCorners: 1_000_000,
  featureCorners: 4_000_000,
  /** Attributes of one feature, characters of a value and of a path. */
  attributes: 2_000,
  attributeLength: 4_096,
  attributePath: 512,
  /** Different attributes in a city; different values by which one is coloured. */
  cityAttributes: 1_000,
  categories: 256,
  /** Files of one package, and bytes that a file of a zip may come to. */
  files: 100_000,
  entryBytes: 8 * 1024 * 1024 * 1024,
  /** Times that a compressed file may grow. */
  inflation: 200,
  /** Bytes and pixels a side of one image. */
  imageBytes: 64 * 1024 * 1024,
  imagePixels: 16_384,
  /** Nodes, ways and relations of one OpenStreetMap input; members of a relation. */
  osmNodes: 100_000_000,
  osmWays: 20_000_000,
  osmMembers: 32_000,
  /** Vertices of one CityJSON input. */
  cityJsonVertices: 100_000_000,
} as const;
