import type { IncomingMessage } from "node:http";
import { Router } from "express";
import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import type { Incident, Simulation } from "../../shared/simulation.ts";
import { LIMITS, type Limits } from "../security/limits.ts";
import { answerProblem } from "./answer-problem.ts";
import { answerUnread } from "./answer-unread.ts";
import { onlyMethods, type Resource } from "./resource.ts";

/** What is needed of the simulator. */
export interface SimulationOptions {
  readonly status: () => Simulation;
  /** Undefined where there is no incident of that id. */
  readonly setIncident: (id: string, enabled: boolean) => Promise<Incident | undefined>;
  readonly limits?: Limits;
}

const INCIDENT = "/api/simulation/incidents/:id";

/** `GET /api/simulation` and `PUT /api/simulation/incidents/{id}`: the invented life and its programme. */
export function simulation(options: SimulationOptions): Resource {
  const { status, setIncident, limits = LIMITS } = options;
  const router = Router();
  router.get("/api/simulation", (_request, response) => {
    response.set("Cache-Control", "no-store").json(status());
  });
  router.put(INCIDENT, async (request, response) => {
    const enabled = await readSwitch(request, limits);
    if (isProblem(enabled)) {
      const code = enabled.code === "http/too-large" ? 413 : 400;
      return answerUnread(request, response, code, enabled, limits);
    }
    const { id } = request.params;
    const { state } = status();
    if (state !== "running") return answerProblem(response, 409, notRunning(state));
    const incident = await setIncident(id, enabled);
    if (incident === undefined) return answerProblem(response, 404, unknown(id));
    response.set("Cache-Control", "no-store").json(incident);
  });
  onlyMethods(router, "/api/simulation", ["GET", "HEAD"]);
  onlyMethods(router, INCIDENT, ["PUT"]);
  return { router, paths: PATHS };
}

/** What `{"enabled": …}` says. */
async function readSwitch(
  request: IncomingMessage,
  { switchBodyBytes }: Limits,
): Promise<boolean | Problem> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += (chunk as Buffer).length;
    if (bytes > switchBodyBytes) {
      const message = `The body is longer than the ${switchBodyBytes} bytes that are read (switchBodyBytes).`;
      return problem("http/too-large", message, EXAMPLE);
    }
    chunks.push(chunk as Buffer);
  }
  try {
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    const enabled = enabledOf(body);
    if (enabled !== undefined) return enabled;
  } catch {
    return problem("simulation/malformed", "The body is not JSON.", EXAMPLE);
  }
  return problem("simulation/malformed", "The body says something else than a switch.", EXAMPLE);
}

function enabledOf(body: unknown): boolean | undefined {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return undefined;
  const fields = Object.entries(body);
  const [name, value] = fields[0] ?? [];
  return fields.length === 1 && name === "enabled" && typeof value === "boolean"
    ? value
    : undefined;
}

const EXAMPLE = 'Send {"enabled": true} or {"enabled": false}.';

function notRunning(state: Simulation["state"]): Problem {
  return problem(
    "simulation/not-running",
    `The simulation is ${state}: there is nothing to switch.`,
    "GET /api/simulation says why.",
  );
}

function unknown(id: string): Problem {
  return problem(
    "simulation/unknown-incident",
    `There is no incident "${id.slice(0, 100)}" on the programme of the last and the next hours.`,
    "GET /api/simulation lists them.",
  );
}

const answer = (description: string, schema: string, type = "application/json") => ({
  description,
  content: { [type]: { schema: { $ref: `#/components/schemas/${schema}` } } },
});

const refusal = (description: string) => answer(description, "Problem", "application/problem+json");

const PATHS = {
  "/api/simulation": {
    get: {
      summary: "The simulated life of the city, and what is on its programme",
      operationId: "simulation",
      responses: { "200": answer("How it goes, by itself measured", "Simulation") },
    },
  },
  "/api/simulation/incidents/{id}": {
    put: {
      summary: "Switch an incident of the programme on or off",
      operationId: "switchIncident",
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
      requestBody: {
        required: true,
        content: {
          "application/json": { schema: { $ref: "#/components/schemas/IncidentSwitch" } },
        },
      },
      responses: {
        "200": answer("The incident as it is now", "Incident"),
        "400": refusal("The body says something else"),
        "403": refusal("A page of another site"),
        "404": refusal("No incident of that id is on the programme"),
        "409": refusal("There is no simulation that runs"),
        "413": refusal("The body is over a limit, and which"),
      },
    },
  },
};
