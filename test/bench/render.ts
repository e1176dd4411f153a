import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Page } from "playwright";
import { build, preview } from "vite";
import pages from "../../vite.config.ts";
import type { Measured, Variant } from "./render/page.ts";

const folder = join(dirname(fileURLToPath(import.meta.url)), "render");

const COUNTS = [1_000, 10_000, 100_000] as const;
const VARIANTS: readonly Variant[] = ["machinami", "points", "entities"];
/** Milliseconds after which one measurement ends with the frames it has. */
const LIMIT = { quick: 15_000, full: 90_000 };
const FRAMES = { quick: 24, full: 96 };
/** Cesium's Entity API is not tried with more: a frame takes longer than a person waits. */
const MOST_ENTITIES = 10_000;
/** Pixels: small, so that a software renderer has little to fill; the main thread's work is the same. */
const VIEWPORT = { width: 320, height: 180 };

interface Row {
  readonly variant: string;
  readonly count: number;
  readonly frames: number;
  readonly medianMilliseconds: number;
  readonly p95Milliseconds: number;
  readonly updateMedianMilliseconds: number;
  /** Frames and updates together, spread over the frames. */
  readonly meanMilliseconds: number;
}

/**
 * Main-thread milliseconds per frame with moving entities, 5 updates a second of each at 60 frames a
 * second: our primitive, Cesium's PointPrimitiveCollection and its Entity API, in the same page and run.
 */
export default async function render(options: {
  json: boolean;
  quick: boolean;
  log: (line: string) => void;
}): Promise<Record<string, unknown>> {
  const outDir = await mkdtemp(join(tmpdir(), "machinami-render-"));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
  });
  try {
    const server = await serve(outDir);
    const page = await browser.newPage({ viewport: VIEWPORT });
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    await page.goto(server.url);
    const rows = await measureAll(page, options);
    const renderer = await page.evaluate(rendererName);
    await server.close();
    if (faults.length > 0) throw new Error(`render: the page failed: ${faults.join("; ")}`);
    return {
      renderer,
      browser: browser.version(),
      rows,
      notTried: [`entities beyond ${MOST_ENTITIES}`],
    };
  } finally {
    await browser.close();
    await rm(outDir, { recursive: true, force: true });
  }
}

async function measureAll(
  page: Page,
  { quick, log }: { quick: boolean; log: (line: string) => void },
): Promise<Row[]> {
  const rows: Row[] = [];
  await page.waitForFunction(() => "bench" in window, undefined, { timeout: 60_000 });
  log(
    "variant        entities  frames   median      p95   update     mean  (ms on the main thread)",
  );
  for (const count of COUNTS)
    for (const variant of VARIANTS) {
      if (variant === "entities" && count > MOST_ENTITIES) continue;
      const size = quick ? "quick" : "full";
      const measured = await page.evaluate(
        ([which, many, frames, limit]) => window.bench(which, many, frames, limit),
        [variant, count, FRAMES[size], LIMIT[size]] as const,
      );
      if (measured.drawn !== count)
        throw new Error(`render: ${variant} drew ${measured.drawn} of ${count}`);
      const row = rowOf(variant, count, measured);
      rows.push(row);
      log(lineOf(row));
    }
  return rows;
}

function rowOf(variant: string, count: number, { frames, updates }: Measured): Row {
  const total = sum(frames) + sum(updates);
  return {
    variant,
    count,
    frames: frames.length,
    medianMilliseconds: percentile(frames, 0.5),
    p95Milliseconds: percentile(frames, 0.95),
    updateMedianMilliseconds: percentile(updates, 0.5),
    meanMilliseconds: rounded(total / frames.length),
  };
}

function lineOf(row: Row): string {
  const cells = [
    row.medianMilliseconds,
    row.p95Milliseconds,
    row.updateMedianMilliseconds,
    row.meanMilliseconds,
  ];
  const numbers = cells.map((cell) => cell.toFixed(2).padStart(8)).join(" ");
  return `${row.variant.padEnd(12)} ${String(row.count).padStart(10)} ${String(row.frames).padStart(7)} ${numbers}`;
}

async function serve(outDir: string): Promise<{ url: string; close: () => Promise<void> }> {
  // As the pages are built: without Cesium's checks of every argument.
  const input = join(folder, "index.html");
  const common = {
    ...pages,
    configFile: false as const,
    root: folder,
    logLevel: "error" as const,
    build: { ...pages.build, outDir, rolldownOptions: { input } },
  };
  await build(common);
  const server = await preview({ ...common, preview: { host: "127.0.0.1", port: 0 } });
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error("render: the bench page is not served");
  return { url, close: () => server.close() };
}

function rendererName(): string {
  const gl = document.createElement("canvas").getContext("webgl2");
  const info = gl?.getExtension("WEBGL_debug_renderer_info");
  return info ? String(gl?.getParameter(info.UNMASKED_RENDERER_WEBGL)) : "unknown";
}

function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return rounded(
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN,
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
