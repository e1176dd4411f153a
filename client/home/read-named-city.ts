import type { Bilingual } from "../../shared/city.ts";
import { isRecord, readBilingual, readText } from "../ui/read-untrusted.ts";

/** The first city that is served, and where it describes itself; nothing where none is served. */
export interface NamedCity {
  readonly name?: Bilingual;
  readonly url?: string;
}

const LONGEST = 1_000;

/** What `/api/cities` says; undefined where it is not what it should be. */
export function readNamedCity(body: unknown): NamedCity | undefined {
  if (!isRecord(body) || !Array.isArray(body.cities)) return undefined;
  const first: unknown = body.cities[0];
  if (first === undefined) return {};
  if (!isRecord(first)) return undefined;
  const name = readBilingual(first.name, LONGEST);
  const url = readText(first.url, LONGEST);
  return name === undefined || url === undefined ? undefined : { name, url };
}
