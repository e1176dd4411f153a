import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright";

const QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"];
const SOFTWARE = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"];

export interface BrowserOptions {
  readonly webgl?: boolean;
  /** Everything goes through it, what is on this machine too. */
  readonly proxy?: string;
}

/** Chromium as Debian ships it, quiet towards the network, drawing WebGL in software or not at all. */
export function launchBrowser({ webgl = true, proxy }: BrowserOptions = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [...QUIET, ...(webgl ? SOFTWARE : ["--disable-3d-apis"])],
    // Without this Chromium asks its own machine directly.
    ...(proxy !== undefined && { proxy: { server: proxy, bypass: "<-loopback>" } }),
  });
}

/** A page with what went wrong on it. */
export interface WatchedPage {
  readonly page: Page;
  /** Console errors and uncaught exceptions. */
  readonly errors: string[];
  /** Every address asked for that is not on the given origin. */
  readonly elsewhere: string[];
  close(): Promise<void>;
}

/**
 * Opens a page in a context of its own and listens before anything of it has loaded. The map has its
 * lowest quality unless the page says otherwise, so that panels get their turn on a slow machine.
 */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: { width: 640, height: 360 },
    reducedMotion: "reduce",
    locale: "en-GB",
    timezoneId: "Asia/Tokyo",
    ...options,
  });
  await context.addInitScript(() => {
    if (localStorage.getItem("machinami.quality") === null)
      localStorage.setItem("machinami.quality", "low");
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const errors: string[] = [];
  const elsewhere: string[] = [];
  const { host } = new URL(url);
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(`${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  context.on("request", (request) => note(request.url()));
  page.on("websocket", (socket) => note(socket.url()));
  function note(address: string) {
    const { protocol, host: asked } = new URL(address);
    if (protocol !== "data:" && protocol !== "blob:" && asked !== host) elsewhere.push(address);
  }
  await page.goto(url);
  return { page, errors, elsewhere, close: () => context.close() };
}
