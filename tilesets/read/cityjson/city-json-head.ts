import { type Problem, problem } from "../../../shared/problem.ts";
import { TILE_LIMITS } from "../../limits.ts";
import type { SourceNote } from "../city-reader.ts";
import { Appearances, type Images } from "./appearances.ts";
import { isRecord } from "./is-record.ts";
import { type Transform, VertexList } from "./vertex-list.ts";

/** All of an input but its objects. */
export class CityJsonHead {
  readonly path: string;
  readonly vertices = new VertexList();
  readonly appearances: Appearances;
  readonly templateVertices = new VertexList();
  templates: readonly unknown[] = [];
  transform: Transform | undefined;
  metadata: Readonly<Record<string, unknown>> = {};
  #type: unknown;
  #version: unknown;
  #vertices = false;

  constructor(path: string, images: Images) {
    this.path = path;
    this.appearances = new Appearances(images);
  }

  /** @param path of what the member is in: empty, or `appearance` */
  add(path: string, key: string, value: unknown): Problem | undefined {
    if (path === "appearance") this.appearances.add(key, value);
    else if (key === "type") this.#type = value;
    else if (key === "version") this.#version = value;
    else if (key === "metadata" && isRecord(value)) this.metadata = value;
    else if (key === "transform") return this.#setTransform(value);
    else if (key === "geometry-templates" && isRecord(value)) return this.#setTemplates(value);
    else if (key === "vertices") {
      this.#vertices = true;
      if (!this.vertices.add(value)) return this.#tooMany();
    } else if (key === "appearance" && isRecord(value)) {
      for (const [name, member] of Object.entries(value)) this.appearances.add(name, member);
    }
    return undefined;
  }

  /** What is missing, or undefined. */
  check(): Problem | undefined {
    if (this.#type !== "CityJSON") return this.#bad(`its type is not "CityJSON"`);
    if (typeof this.#version !== "string" || !/^[12]\./.test(this.#version)) {
      return this.#bad(
        `its version is ${JSON.stringify(this.#version) ?? "not given"}, not 1 or 2`,
      );
    }
    return this.#vertices ? undefined : this.#bad("it has no vertices");
  }

  /** What the input says of its coordinates; a name of a system. */
  get referenceSystem(): string | undefined {
    const { referenceSystem } = this.metadata;
    return typeof referenceSystem === "string" ? referenceSystem : undefined;
  }

  get title(): string | undefined {
    const { title } = this.metadata;
    return typeof title === "string" && title !== "" ? title : undefined;
  }

  sources(name: string): readonly SourceNote[] {
    const { pointOfContact, referenceDate, license } = this.metadata;
    const publisher = isRecord(pointOfContact) ? pointOfContact.contactName : undefined;
    return [
      {
        title: this.title ?? name,
        ...(typeof publisher === "string" ? { publisher } : {}),
        ...(typeof license === "string" ? { licence: license } : {}),
        ...(typeof referenceDate === "string" ? { vintage: referenceDate } : {}),
      },
    ];
  }

  #setTransform(value: unknown): Problem | undefined {
    const scale = isRecord(value) ? triple(value.scale) : undefined;
    const translate = isRecord(value) ? triple(value.translate) : undefined;
    if (scale === undefined || translate === undefined) {
      return this.#bad("its transform is not a scale and a translate of three numbers each");
    }
    this.transform = { scale, translate };
    return undefined;
  }

  #setTemplates(value: Readonly<Record<string, unknown>>): Problem | undefined {
    if (Array.isArray(value.templates)) this.templates = value.templates;
    return this.templateVertices.add(value["vertices-templates"]) ? undefined : this.#tooMany();
  }

  #tooMany(): Problem {
    const limit = TILE_LIMITS.cityJsonVertices;
    return problem(
      "tiles/too-large",
      `${this.path} has more than ${limit} vertices (cityJsonVertices).`,
      "Divide it, or give it as CityJSONSeq, of which only one feature is held at a time.",
    );
  }

  #bad(why: string): Problem {
    return problem("tiles/cityjson", `${this.path} is no CityJSON that can be read: ${why}.`);
  }
}

function triple(value: unknown): [number, number, number] | undefined {
  if (!Array.isArray(value) || value.length !== 3 || !value.every(Number.isFinite))
    return undefined;
  return value as [number, number, number];
}
