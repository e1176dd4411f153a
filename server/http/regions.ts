import { type Request, type Response, Router } from "express";
import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import type { Region } from "../../shared/region.ts";
import { LIMITS, type Limits } from "../security/limits.ts";
import type { NewRegion } from "../state/region-book.ts";
import { AtOnce } from "./at-once.ts";
import { OneByOne } from "./one-by-one.ts";
import { readJson } from "./read-json.ts";
import { readRegions, type SentRegions } from "./read-regions.ts";
import { refuse } from "./refuse.ts";
import { REGION_PATHS } from "./region-paths.ts";
import { onlyMethods, type Resource } from "./resource.ts";
import { sendParts } from "./send-parts.ts";
import type { SpatialAnswers } from "./spatial-answers.ts";

export interface RegionsOptions {
  readonly book: {
    readonly revision: number;
    all(): readonly Region[];
    get(id: string): Region | undefined;
    /** A region as a GeoJSON feature, JSON. */
    textOf(region: Region): string;
    create(regions: readonly NewRegion[]): Promise<readonly Region[] | Problem>;
    replace(region: Region): Promise<{ region: Region; created: boolean } | Problem>;
    remove(id: string): Promise<Region | Problem | undefined>;
  };
  readonly spatial: Pick<SpatialAnswers, "checkGeometry" | "counts">;
  readonly limits?: Limits;
  readonly now?: () => number;
}

type OneRequest = Request<{ id: string }>;

const ALL = "/api/regions";
const ONE = "/api/regions/:id";
const METHOD =
  "Counted with each move in the spatial worker, which tells it once a second; what is on a region's edge is in it.";
/** An id that can be seen, and told from a shape in `within=`. */
const ID = /^[^\s\p{C}{][^\p{C}]*$/u;

/** `/api/regions` and `/api/regions/{id}`: GeoJSON in and out. */
export function regions(options: RegionsOptions): Resource {
  const { book, spatial, limits = LIMITS, now = Date.now } = options;
  const changes = new AtOnce("changes", limits.spatialQuestionsAtOnce, "spatialQuestionsAtOnce");
  const reading = new OneByOne();
  const router = Router();
  router.get(ALL, (_request, response) => sendParts(geojson(response), collection()));
  router.post(ALL, async (request, response) => {
    const created = await changes.run(() => create(request));
    if (isProblem(created)) return refuse(request, response, created, limits);
    const ignored = ignoredOf(created);
    geojson(response).status(201);
    const [first] = created.regions;
    if (!created.single || first === undefined)
      return sendParts(response, collection(textsOf(created.regions, ignored), ignored));
    response.set("Location", `${ALL}/${encodeURIComponent(first.id)}`);
    response.send(textOf(first, ignored));
  });
  router.get(ONE, (request: OneRequest, response) => {
    const { id } = request.params;
    const region = book.get(id);
    if (region === undefined) return refuse(request, response, noRegion(id), limits);
    geojson(response).send(textOf(region));
  });
  router.put(ONE, async (request: OneRequest, response) => {
    const put = await changes.run(() => replace(request));
    if (isProblem(put)) return refuse(request, response, put, limits);
    geojson(response).status(put.created ? 201 : 200);
    response.send(textOf(put.region, ignoredOf(put)));
  });
  router.delete(ONE, async (request: OneRequest, response) => {
    const { id } = request.params;
    const removed = (await book.remove(id)) ?? noRegion(id);
    if (isProblem(removed)) return refuse(request, response, removed, limits);
    geojson(response).send(book.textOf(removed));
  });
  onlyMethods(router, ALL, ["GET", "HEAD", "POST"]);
  onlyMethods(router, ONE, ["GET", "HEAD", "PUT", "DELETE"]);
  return { router, paths: REGION_PATHS };

  async function read(request: Request): Promise<SentRegions | Problem> {
    const body = await readJson(request, limits.regionBodyBytes, "regionBodyBytes");
    if (isProblem(body)) return body;
    return reading.run(() => readRegions(body.value, spatial, limits));
  }

  async function create(request: Request) {
    const sent = await read(request);
    if (isProblem(sent)) return sent;
    const made = await book.create(sent.regions);
    return isProblem(made) ? made : { ...sent, regions: made };
  }

  async function replace(request: OneRequest) {
    const { id } = request.params;
    const sent = await read(request);
    if (isProblem(sent)) return sent;
    const fault = placeFault(id, sent, limits);
    if (fault !== undefined) return fault;
    const replaced = await book.replace({ ...(sent.regions[0] as NewRegion), id });
    return isProblem(replaced) ? replaced : { ...sent, ...replaced };
  }

  /** A region as it is told: with who is in it now, and with what else there is to say. */
  function textOf(region: Region, more: object = {}): string {
    const text = book.textOf(region);
    const live = spatial.counts(region.id);
    const members = JSON.stringify({ ...(live && { live }), ...more });
    return members === "{}" ? text : `${text.slice(0, -1)},${members.slice(1)}`;
  }

  function* textsOf(regions: readonly Region[], more: object = {}): Generator<string> {
    for (const region of regions) yield textOf(region, more);
  }

  function* collection(texts?: Iterable<string>, more: object = {}): Generator<string> {
    const at = now();
    const begun = performance.now();
    const { revision } = book;
    const told = texts ?? textsOf(book.all());
    yield '{"type":"FeatureCollection","features":[';
    let separator = "\n";
    for (const text of told) {
      yield separator + text;
      separator = ",\n";
    }
    const took = performance.now() - begun;
    const facts = JSON.stringify({ revision, ...more, answer: { at, took, method: METHOD } });
    yield `],${facts.slice(1)}\n`;
  }
}

/** What is wrong with what is to be put at an id. */
function placeFault(id: string, sent: SentRegions, { idLength }: Limits): Problem | undefined {
  if (id.length > idLength || !ID.test(id)) {
    return problem(
      "region/id",
      `A region's id has 1 to ${idLength} letters (idLength), no control characters, and no { first.`,
      "POST /api/regions gives one of its own.",
    );
  }
  if (!sent.single)
    return problem("region/malformed", "One region is put at an id: send a Feature.");
  const [own] = sent.ids;
  if (own === undefined || own === null || own === id) return undefined;
  return problem(
    "region/id",
    "The feature has another id than the path.",
    "Leave the id of the feature away, or put it at its own.",
  );
}

function geojson(response: Response): Response {
  return response.set("Cache-Control", "no-store").type("application/geo+json");
}

function ignoredOf({ ignored }: SentRegions): object {
  return ignored.length === 0 ? {} : { ignored };
}

function noRegion(id: string): Problem {
  const message = `There is no region "${id.slice(0, 200)}".`;
  return problem("http/no-region", message, "GET /api/regions lists what there is.");
}
