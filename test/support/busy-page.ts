import { join } from "node:path";
import type { Browser } from "playwright";
import { openPage, type WatchedPage } from "./browser.ts";
import { type StartedServer, startServer } from "./start-server.ts";
import { sendObservations } from "./still-map.ts";

/** The city that `npm start` grows. */
export const DEFAULT_CITY = join(import.meta.dirname, "..", "..", "dist", "city", "hamatsuki");
/** By which the default city's tiles tell of a building. */
const ATTRIBUTES = ["height", "floors", "people"];
/** In the middle of the default city. */
const MIDDLE = { longitude: 137.6, latitude: 34.55 };
const ZONE = {
  type: "Feature",
  properties: { name: "工事区域 Z-1", floor: 0, ceiling: 150 },
  geometry: {
    type: "Polygon",
    coordinates: [ring(MIDDLE.longitude, MIDDLE.latitude, 0.004)],
  },
};

/** A server with the default city, a little of its life, and something of everything there can be. */
export async function startBusyServer(): Promise<StartedServer> {
  const server = await startServer({
    args: ["--city", DEFAULT_CITY, "--simulator-scale", "0.05"],
    simulator: true,
  });
  await sendObservations(server.url, everyKind());
  const answer = await fetch(`${server.url}/api/regions`, {
    method: "POST",
    headers: { "content-type": "application/geo+json" },
    body: JSON.stringify(ZONE),
  });
  if (!answer.ok) throw new Error(`the region was refused: ${await answer.text()}`);
  return server;
}

/** A screen's size, and whether it is a phone in a hand. */
export interface Screen {
  readonly width: number;
  readonly height: number;
  readonly touch?: boolean;
}

/** Opens a control room that stands still: its map is made, and not drawn. */
export async function openBusyPage(
  browser: Browser,
  server: StartedServer,
  { width, height, touch = false }: Screen,
): Promise<WatchedPage> {
  const watched = await openPage(
    browser,
    `${server.url}/control?lang=en&still=1&clock=${Date.now()}`,
    { viewport: { width, height }, ...(touch && { hasTouch: true, isMobile: true }) },
  );
  await watched.page.locator(".connection.live").waitFor();
  await watched.page.waitForFunction(() => window.machinami !== undefined);
  return watched;
}

/** What the server's entities, regions, sources and values are called now: data, and of no language. */
export async function namesOf(server: StartedServer): Promise<string[]> {
  const ask = async (path: string) => (await fetch(`${server.url}/api/${path}`)).json();
  const { entities } = (await ask("entities?limit=10000")) as { entities: Named[] };
  const { sources } = (await ask("sources")) as { sources: { id: string }[] };
  const { features } = (await ask("regions")) as { features: { properties: { name: string } }[] };
  const told = entities.flatMap(({ id, name, source, values }) => [
    ...[id, name, source].filter((word) => word !== undefined),
    ...Object.keys(values ?? {}),
  ]);
  const { attribution } = (await (
    await fetch(`${server.url}/tiles/hamatsuki/city.json`)
  ).json()) as { attribution: string[] };
  const regions = features.map(({ properties }) => properties.name);
  return [
    ...new Set([
      ...told,
      ...regions,
      ...ATTRIBUTES,
      ...attribution,
      ...sources.map(({ id }) => id),
    ]),
  ];
}

interface Named {
  readonly id: string;
  readonly name?: string;
  readonly source?: string;
  readonly values?: Readonly<Record<string, number>>;
}

/** One of each kind with names as long as people give them, and values of all lengths. */
function everyKind(): unknown[] {
  const kinds = ["sensor", "vehicle", "transit", "drone", "vessel", "facility"];
  return kinds.map((kind, index) => ({
    entity: {
      id: `${kind}:layout-check:${"0123456789".repeat(index % 3)}${index}`,
      kind,
      name: `第${index + 1}号 浜月市中央環境観測所及び港湾交通管理設備（試験用）`,
      source: index % 2 === 0 ? "layout-check" : "layout-check-with-a-long-name-of-its-own",
    },
    observedAt: new Date().toISOString(),
    position: { ...MIDDLE, longitude: MIDDLE.longitude + index * 0.001, height: 60 },
    motion: { headingDegrees: 40 * index, speed: 3.5 * index },
    values: { temperatureCelsius: -21.5, occupancy: 0.4, noiseDecibels: 12_345.678 },
  }));
}

function ring(longitude: number, latitude: number, half: number): [number, number][] {
  const [west, east] = [longitude - half, longitude + half];
  const [south, north] = [latitude - half, latitude + half];
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}
