/** What an element of GML is to a geometry. */
export const PART = {
  none: 0,
  surface: 1,
  triangle: 2,
  exterior: 3,
  interior: 4,
  ring: 5,
  numbers: 6,
  place: 7,
  solid: 8,
  turning: 9,
  line: 10,
  point: 11,
  skipped: 12,
} as const;

export type ElementPart = (typeof PART)[keyof typeof PART];

const PARTS: ReadonlyMap<string, ElementPart> = new Map<string, ElementPart>([
  ["gml:Polygon", PART.surface],
  ["gml:PolygonPatch", PART.surface],
  ["gml:Rectangle", PART.surface],
  ["gml:Triangle", PART.triangle],
  ["gml:exterior", PART.exterior],
  ["gml:interior", PART.interior],
  ["gml:LinearRing", PART.ring],
  ["gml:Ring", PART.ring],
  ["gml:posList", PART.numbers],
  ["gml:coordinates", PART.numbers],
  ["gml:pos", PART.place],
  ["gml:Solid", PART.solid],
  ["gml:OrientableSurface", PART.turning],
  ["gml:OrientableCurve", PART.turning],
  ["tex:TexturedSurface", PART.turning],
  ["gml:LineString", PART.line],
  ["gml:LineStringSegment", PART.line],
  ["gml:Point", PART.point],
  // What a TIN was made from, beside its triangles.
  ["gml:controlPoint", PART.skipped],
  ["gml:breakLines", PART.skipped],
  ["gml:stopLines", PART.skipped],
]);

/** What begins a geometry within a property of an object. */
const BEGINNINGS: ReadonlySet<string> = new Set([
  ...["Polygon", "Surface", "CompositeSurface", "MultiSurface", "OrientableSurface", "Tin"],
  ...["TriangulatedSurface", "PolyhedralSurface", "Solid", "CompositeSolid", "MultiSolid"],
  ...["LineString", "Curve", "CompositeCurve", "MultiCurve", "OrientableCurve", "LinearRing"],
  ...["Point", "MultiPoint", "MultiGeometry", "GeometricComplex", "Shell", "Ring"],
]);

export function partOf(name: string): ElementPart {
  return PARTS.get(name) ?? PART.none;
}

export function beginsGeometry(prefix: string, local: string): boolean {
  if (prefix === "gml") return BEGINNINGS.has(local);
  return prefix === "tex" && local === "TexturedSurface";
}
