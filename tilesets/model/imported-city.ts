import type { Bilingual } from "../../shared/city.ts";
import type { CityPlane } from "../../shared/city-plane.ts";
import type { SourceNote } from "../read/city-reader.ts";
import type { Spool } from "../spool/spool.ts";
import type { Networks } from "./city-model.ts";

/** A city that was read from files and waits on the disk to be written. */
export interface ImportedCity {
  readonly id: string;
  readonly name: Bilingual;
  /** Its height 0 is the sea. */
  readonly plane: CityPlane;
  readonly spool: Pick<Spool, "entries" | "layers" | "read" | "attributes" | "attributesLeftOut">;
  readonly networks: Partial<Networks>;
  readonly sources: readonly SourceNote[];
  readonly reference: { readonly crs: readonly string[]; readonly heights: string };
  /** Metres above the sea of the ground where no relief tells it, as the person says. */
  readonly ground?: number;
  /** IANA name of the zone that it lives in. */
  readonly timeZone?: string;
}
