import { basename } from "node:path";

/** What the name of a PLATEAU package tells. */
export interface PackageName {
  /** Of the municipality. */
  readonly code: string;
  /** `Ota-ku`. */
  readonly city: string;
  readonly year: string;
}

/** `13111_ota-ku_city_2023_citygml_1_op`, `13100_tokyo23-ku_2022_citygml_1_2_op.zip` */
const NAME = /^(\d{5})_([a-z][a-z0-9-]*?)(?:_(?:city|pref))?_(\d{4})_citygml(?:_\w+)*(?:\.zip)?$/i;

/** Reads the name of a folder or zip; undefined where it is not one of PLATEAU's. */
export function packageName(path: string): PackageName | undefined {
  const found = NAME.exec(basename(path));
  if (found === null) return undefined;
  const [, code = "", city = "", year = ""] = found;
  return { code, city: city.charAt(0).toUpperCase() + city.slice(1), year };
}
