import { type ReadonlySignal, signal } from "@preact/signals";
import type { City } from "../../shared/city.ts";
import { isProblem, type Problem } from "../../shared/problem.ts";
import { readCity } from "../../shared/read-city.ts";
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
  const answer = await fetchJson(url);
  if (isProblem(answer)) return { state: "failed", problem: answer };
  const city = readCity(answer);
  if (city === undefined) return { state: "failed", problem: unreadable(url) };
  return { state: "ready", city, url: new URL(url, location.href).href };
}

function firstUrl(listed: unknown): string | undefined | Problem {
  const cities: unknown = property(listed, "cities");
  if (!Array.isArray(cities)) return unreadable("/api/cities");
  if (cities.length === 0) return undefined;
  const url = property(cities[0], "url");
  return typeof url === "string" ? url : unreadable("/api/cities");
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
