import type { SourceNote } from "./city-reader.ts";
import type { PackageNotes, StoredFile } from "./input-file.ts";
import { type MetadataRecord, readMetadataRecord } from "./inputs/metadata-record.ts";
import { type PackageName, packageName } from "./inputs/package-name.ts";

/** PLATEAU's site, whose policy puts its open data under the licence below. */
const PLATEAU = "https://www.mlit.go.jp/plateau/";
const LICENCE = "CC BY 4.0";
/** In names of records: the hazard that it is of. */
const THEME = /_(fld|tnm|htd|ifld|rfld|lsld)(?=[_.])/;

/**
 * Where a package's data comes from and which city it is: from its metadata records, else from its name if
 * that is one of PLATEAU's. A licence is told only where the records tell it, or the package is PLATEAU's.
 * @param path of the package
 * @param records files of its `metadata/`
 * @param themes folders of its `udx/` that are read: records of others' hazards are not looked at
 */
export async function readPackageMetadata(
  path: string,
  records: readonly StoredFile[],
  themes: ReadonlySet<string>,
): Promise<PackageNotes> {
  const named = packageName(path);
  const sources = new Map<string, SourceNote>();
  let name: string | undefined;
  for (const file of records) {
    const theme = THEME.exec(file.name)?.[1];
    if (theme !== undefined && !themes.has(theme)) continue;
    const record = await readMetadataRecord(file);
    if (record?.title === undefined) continue;
    name ??= record.place;
    const source = sourceOf(record, record.title);
    // Floods and landslides of one year have records of their own, which say the same.
    if (!sources.has(source.title)) sources.set(source.title, source);
  }
  if (sources.size === 0 && named !== undefined) sources.set(path, sourceNamed(named));
  const city = name ?? named?.city;
  const all = [...sources.values()];
  return city === undefined ? { sources: all } : { sources: all, name: city };
}

function sourceOf(record: MetadataRecord, title: string): SourceNote {
  const { publisher, licence, url, date, place } = record;
  // `3D都市モデル_13100_2022` is a file's name; people know it as G-Spatial Information Center lists it.
  const [, model, year] = /^(.*モデル)_\d{5}_(\d{4})/.exec(title) ?? [];
  const vintage = year ?? date;
  return {
    title: model && year && place ? plateauTitle(model, place, year) : title,
    ...(publisher === undefined ? {} : { publisher }),
    ...(licence === undefined ? {} : { licence: licenceIn(licence) }),
    ...(vintage === undefined ? {} : { vintage }),
    ...(url === undefined ? {} : { url: /^https?:/.test(url) ? url : `https://${url}` }),
  };
}

function sourceNamed({ city, year }: PackageName): SourceNote {
  const title = plateauTitle("3D都市モデル", city, year);
  return { title, publisher: "Project PLATEAU", licence: LICENCE, vintage: year, url: PLATEAU };
}

function plateauTitle(model: string, place: string, year: string): string {
  return `${model}（Project PLATEAU）${place}（${year}年度）`;
}

/** `Licensed under CC BY 4.0` is the licence's name with words around it. */
function licenceIn(text: string): string {
  const known = /\b(CC0|CC[ -]BY(?:-(?:SA|ND|NC|NC-SA|NC-ND))?)[ -](\d\.\d)\b/.exec(text);
  return known === null ? text : `${known[1]?.replace("CC-", "CC ")} ${known[2]}`;
}
