/** Runs the npm converter on a file: `node rival.mjs MODULES INPUT OUT`. Latitude first, as EPSG:6697 says. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, input, out] = process.argv.slice(2);
const entry = join(modules, "citygml-to-3dtiles/src/Converter.mjs");
const { default: Converter } = await import(pathToFileURL(entry).href);
const degrees = "+proj=longlat +ellps=GRS80 +axis=neu +no_defs";
const converter = new Converter({
  srsProjections: { "http://www.opengis.net/def/crs/EPSG/0/6697": degrees },
});
await converter.convertFiles(input, out);
