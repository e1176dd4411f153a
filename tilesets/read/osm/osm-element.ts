/** What an element says of itself, by key. */
export type Tags = ReadonlyMap<string, string>;

/** Shared by all elements that say nothing, which is most of them. */
export const NO_TAGS: Tags = new Map();

export interface OsmNode {
  readonly id: number;
  /** Degrees. */
  readonly longitude: number;
  readonly latitude: number;
  readonly tags: Tags;
}

export interface OsmWay {
  readonly id: number;
  /** Ids of its nodes, in order; closed where the last is the first. */
  readonly refs: readonly number[];
  readonly tags: Tags;
}

export interface OsmMember {
  readonly type: "node" | "way" | "relation";
  readonly id: number;
  readonly role: string;
}

export interface OsmRelation {
  readonly id: number;
  readonly members: readonly OsmMember[];
  readonly tags: Tags;
}

/** A piece of a file: its elements of each kind, in the file's order. */
export interface OsmBlock {
  readonly nodes: readonly OsmNode[];
  readonly ways: readonly OsmWay[];
  readonly relations: readonly OsmRelation[];
}

/** What a file says before its elements. */
export interface OsmHead {
  /** West, south, east, north, degrees. */
  bounds?: readonly [number, number, number, number];
  /** ISO time up to which changes are in it. */
  vintage?: string;
}
