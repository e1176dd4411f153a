import type { City, CityAttribute, CityFiles, CityLayer } from "../../shared/city.ts";
import type { FeatureClass } from "../../shared/feature-class.ts";
import type { ImportedCity } from "../model/imported-city.ts";
import type { CitySurface } from "./features/city-surface.ts";
import { areaOf } from "./features/city-surface.ts";
import { creditLines } from "./features/credit-lines.ts";
import type { ImportedLayer } from "./features/imported-layers.ts";
import { importedViewpoints } from "./features/imported-viewpoints.ts";

interface Written {
  readonly layers: readonly { readonly layer: ImportedLayer; readonly surfaces: boolean }[];
  readonly files: CityFiles;
  readonly surface: CitySurface;
  readonly columns: readonly CityAttribute[];
  /** What we say of buildings ourselves. @param layer place of theirs */
  readonly own: (layer: number) => readonly CityAttribute[];
}

/** The `city.json` of a city that was read from files. */
export function describeImport(city: ImportedCity, written: Written): City {
  const { plane, spool, timeZone } = city;
  const { surface, layers } = written;
  const [west, south, east, north] = areaOf(spool.entries);
  const [westmost, southmost] = plane.geodetic(west, south, 0);
  const [eastmost, northmost] = plane.geodetic(east, north, 0);
  const buildings = layers.findIndex(({ layer }) => layer.role === "buildings");
  return {
    ...{ id: city.id, name: city.name, tilesets: ["tileset.json"] },
    layers: layers.map((layer) =>
      layerOf(
        layer,
        layers.every(({ layer: { off } }) => off),
      ),
    ),
    bounds: [westmost, southmost, eastmost, northmost],
    ...(timeZone === undefined ? {} : { timeZone }),
    ground: { height: plane.height + surface.usual, method: surface.method },
    origin: { longitude: plane.longitude, latitude: plane.latitude, height: plane.height },
    networks: written.files,
    viewpoints: importedViewpoints(spool.entries, plane, surface),
    attribution: creditLines(city.sources),
    sources: city.sources,
    reference: city.reference,
    counts: countsOf(city),
    attributes: [
      ...(buildings < 0 ? [] : written.own(buildings)),
      ...written.columns.filter(({ layers: of }) => of.length > 0),
    ],
  };
}

/** @param all whether every layer would be off: then none is, as there would be nothing to see */
function layerOf(
  { layer: { role, folder, name, off, underground, entries }, surfaces }: Written["layers"][number],
  all: boolean,
): CityLayer {
  return {
    ...{ role, tileset: `${folder}/tileset.json` },
    ...(name === undefined ? {} : { name }),
    ...(off && !all ? { off } : {}),
    ...(underground ? { underground } : {}),
    ...{ count: entries.length, surfaces },
  };
}

function countsOf({ spool }: ImportedCity): Record<string, number> {
  const counts: Partial<Record<FeatureClass, number>> = {};
  for (const entry of spool.entries) counts[entry.class] = (counts[entry.class] ?? 0) + 1;
  return counts;
}
