/** Elements of an OpenStreetMap file, made by hand; places are metres east and north of a corner in Chiba. */
export interface TownNode {
  readonly id: number;
  readonly east: number;
  readonly north: number;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface TownWay {
  readonly id: number;
  readonly refs: readonly number[];
  readonly tags?: Readonly<Record<string, string>>;
}

export interface TownRelation {
  readonly id: number;
  readonly members: readonly (readonly [
    type: "node" | "way" | "relation",
    id: number,
    role: string,
  ])[];
  readonly tags?: Readonly<Record<string, string>>;
}

export interface Town {
  readonly nodes: readonly TownNode[];
  readonly ways: readonly TownWay[];
  readonly relations: readonly TownRelation[];
}

const EAST = 1 / 90_600;
const NORTH = 1 / 111_320;
const CORNER = [140.1, 35.6] as const;

/** Degrees, to OpenStreetMap's own seven places. */
export function degreesAt(east: number, north: number): readonly [number, number] {
  const rounded = (degrees: number) => Math.round(degrees * 1e7) / 1e7;
  return [rounded(CORNER[0] + east * EAST), rounded(CORNER[1] + north * NORTH)];
}

/** Metres of the corner's own flat map. */
export function metresAt(longitude: number, latitude: number): readonly [number, number] {
  return [(longitude - CORNER[0]) / EAST, (latitude - CORNER[1]) / NORTH];
}

/** Builds a town piece by piece. */
export class TownBuilder implements Town {
  readonly nodes: TownNode[] = [];
  readonly ways: TownWay[] = [];
  readonly relations: TownRelation[] = [];

  node(east: number, north: number, tags?: Readonly<Record<string, string>>): number {
    const id = this.nodes.length + 1;
    this.nodes.push({ id, east, north, ...(tags === undefined ? {} : { tags }) });
    return id;
  }

  /** A way through new nodes; returns its id. */
  line(
    places: readonly (readonly [number, number])[],
    tags?: Readonly<Record<string, string>>,
  ): number {
    return this.way(
      places.map(([east, north]) => this.node(east, north)),
      tags,
    );
  }

  way(refs: readonly number[], tags?: Readonly<Record<string, string>>): number {
    const id = 1000 + this.ways.length;
    this.ways.push({ id, refs, ...(tags === undefined ? {} : { tags }) });
    return id;
  }

  /** A rectangle from its south-west corner; returns the way's id. */
  box(
    [west, south, wide, high]: readonly [number, number, number, number],
    tags?: Readonly<Record<string, string>>,
  ): number {
    const corners = [
      [west, south],
      [west + wide, south],
      [west + wide, south + high],
      [west, south + high],
    ] as const;
    const nodes = corners.map(([east, north]) => this.node(east, north));
    return this.way([...nodes, nodes[0]!], tags);
  }

  relation(members: TownRelation["members"], tags?: Readonly<Record<string, string>>): number {
    const id = 9000 + this.relations.length;
    this.relations.push({ id, members, ...(tags === undefined ? {} : { tags }) });
    return id;
  }
}
