/** Characters of one value; anything longer is cut. */
const LONGEST_TEXT = 64 * 1024;
const MOST_PROPERTIES = 500;

/** What `Cesium3DTileFeature` offers of its properties. */
export interface FeatureProperties {
  getPropertyIds(): string[];
  getProperty(name: string): unknown;
}

/**
 * A picked building's properties as a plain map. A text that is a JSON object or array (PLATEAU keeps all
 * CityGML attributes in one such text) is given parsed; empty ones are left out.
 */
export function buildingProperties(feature: FeatureProperties): ReadonlyMap<string, unknown> {
  const properties = new Map<string, unknown>();
  for (const name of feature.getPropertyIds().slice(0, MOST_PROPERTIES)) {
    const value = readable(feature.getProperty(name));
    if (value !== undefined && value !== null && value !== "") properties.set(name, value);
  }
  return properties;
}

function readable(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const text = value.slice(0, LONGEST_TEXT);
  if (!/^\s*[{[]/.test(text)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // It only looked like JSON: then it is a text like any other.
    return text;
  }
}
