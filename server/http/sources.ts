import { Router } from "express";
import type { SourceStatus } from "../../shared/source-status.ts";
import { LIMITS, type Limits } from "../security/limits.ts";
import { onlyMethods, type Resource } from "./resource.ts";

/** One refused record, as it is shown. */
export interface ShownRefusal {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly source: string;
  readonly code: string;
  readonly message: string;
  readonly entity?: string;
}

export interface SourcesOptions {
  readonly statuses: () => readonly SourceStatus[];
  readonly totals: () => {
    readonly received: number;
    readonly accepted: number;
    readonly refused: number;
  };
  /** Newest first. */
  readonly refusals: () => readonly ShownRefusal[];
  readonly limits?: Limits;
}

/** `GET /api/sources`: what each feed does, and what was refused lately and why. */
export function sources({ statuses, totals, refusals, limits = LIMITS }: SourcesOptions): Resource {
  const router = Router();
  router.get("/api/sources", (_request, response) => {
    const { received, accepted, refused } = totals();
    response.set("Cache-Control", "no-store").json({
      sources: statuses(),
      totals: { received, accepted, refused },
      refusals: refusals().slice(0, limits.refusalsShown),
    });
  });
  onlyMethods(router, "/api/sources", ["GET", "HEAD"]);
  return { router, paths: PATHS };
}

const PATHS = {
  "/api/sources": {
    get: {
      summary: "What each feed does, and what was refused lately",
      operationId: "sources",
      responses: {
        "200": {
          description: "Feeds, totals since the start, and the newest refusals first",
          content: { "application/json": { schema: { $ref: "#/components/schemas/Sources" } } },
        },
      },
    },
  },
};
