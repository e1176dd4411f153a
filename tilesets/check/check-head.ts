import { isJson, type Json, shown, type Tell } from "./tell.ts";

const VERSIONS = ["0.0", "1.0", "1.1"];

/** Looks at what a tileset says of itself beside its tiles, metadata and extensions. */
export function checkHead(tileset: Json, tell: Tell): void {
  checkAsset(tileset.asset, tell);
  const { geometricError, properties, extras } = tileset;
  if (typeof geometricError !== "number" || !(geometricError >= 0))
    tell.wrong(`its geometricError is ${shown(geometricError)} and not a number from 0 on`);
  if (extras !== undefined && !isJson(extras)) tell.doubtful("its extras are not an object");
  if (properties !== undefined) checkProperties(properties, tell);
}

function checkAsset(asset: unknown, tell: Tell): void {
  if (!isJson(asset)) return tell.wrong("its asset is missing or no object");
  const { version, tilesetVersion } = asset;
  if (typeof version !== "string" || !VERSIONS.includes(version))
    tell.wrong(`its asset.version is ${shown(version)} and none of ${VERSIONS.join(", ")}`);
  if (tilesetVersion !== undefined && typeof tilesetVersion !== "string")
    tell.wrong(`its asset.tilesetVersion is ${shown(tilesetVersion)} and not a text`);
}

/** Of 3D Tiles 1.0: ranges of batch table properties. */
function checkProperties(properties: unknown, tell: Tell): void {
  if (!isJson(properties)) return tell.wrong("its properties are not an object");
  for (const [name, range] of Object.entries(properties)) {
    if (!isJson(range)) {
      tell.wrong(`the property ${name} is ${shown(range)} and not an object`);
      continue;
    }
    for (const end of ["minimum", "maximum"])
      if (typeof range[end] !== "number")
        tell.wrong(`the ${end} of the property ${name} is ${shown(range[end])}: not a number`);
    const { minimum, maximum } = range;
    if (typeof minimum === "number" && typeof maximum === "number" && minimum > maximum)
      tell.wrong(`the minimum ${minimum} of the property ${name} is above its maximum ${maximum}`);
  }
}
