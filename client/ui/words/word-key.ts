import type { english } from "./english.ts";

/** Everything a page can say. */
export type WordKey = keyof typeof english;

type Template<K extends WordKey> = (typeof english)[K] extends infer T
  ? T extends string
    ? T
    : T extends { readonly one: infer One; readonly other: infer Other }
      ? One | Other | "{count}"
      : never
  : never;

type Places<T> = T extends `${string}{${infer Place}}${infer Rest}` ? Place | Places<Rest> : never;

/** What must be given with a key: a text or a number for every `{place}` in its words. */
export type WordPlaces<K extends WordKey> = K extends WordKey ? Places<Template<K>> : never;

/** What can be said as it stands, with nothing to fill in. */
export type PlainWord = {
  [K in WordKey]: [WordPlaces<K>] extends [never] ? K : never;
}[WordKey];
