import { type ReadonlySignal, signal } from "@preact/signals";
import type { City } from "../../shared/city.ts";
import { isProblem, type Problem } from "../../shared/problem.ts";
import { fetchJson, unreadable } from "../ui/fetch-json.ts";

/** What is known of the city that the server serves. */
export type CityState =
  | { readonly state: "loading" }
  | { readonly state: "none" }
  | { readonly state: "failed"; readonly problem: Problem }
  | { readonly state: "ready"; readonly city: City; readonly url: string };

const RETRY_MILLISECONDS = 3_000;

/** Asks which city there is until the server has answered. */
export function loadCity(): ReadonlySignal<CityState> {
  const current = signal<CityState>({ state: "loading" });
  const ask = async () => {
    current.value = await askOnce();
    if (current.value.state === "failed") setTimeout(ask, RETRY_MILLISECONDS);
  };
  void ask();
  return current;
}

async function askOnce(): Promise<CityState> {
  const listed = await fetchJson("/api/cities");
  if (isProblem(listed)) return { state: "failed", problem: listed };
  const url = firstUrl(listed);
  if (isProblem(url)) return { state: "failed", problem: url };
  if (url === undefined) return { state: "none" };
  const city = await fetchJson(url);
  if (isProblem(city)) return { state: "failed", problem: city };
  if (!isCity(city)) return { state: "failed", problem: unreadable(url) };
  return { state: "ready", city, url: new URL(url, location.href).href };
}

function firstUrl(listed: unknown): string | undefined | Problem {
  const cities: unknown = property(listed, "cities");
  if (!Array.isArray(cities)) return unreadable("/api/cities");
  if (cities.length === 0) return undefined;
  const url = property(cities[0], "url");
  return typeof url === "string" ? url : unreadable("/api/cities");
}

function isCity(value: unknown): value is City {
  const bounds = property(value, "bounds");
  return (
    typeof property(value, "id") === "string" &&
    typeof property(property(value, "name"), "en") === "string" &&
    typeof property(property(value, "name"), "ja") === "string" &&
    Array.isArray(property(value, "tilesets")) &&
    Array.isArray(property(value, "attribution")) &&
    typeof property(property(value, "ground"), "height") === "number" &&
    Array.isArray(bounds) &&
    bounds.length === 4 &&
    bounds.every(Number.isFinite)
  );
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
