import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright";

/** Chromium as Debian ships it, drawing WebGL in software; quiet towards the network. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--use-angle=swiftshader",
      "--enable-unsafe-swiftshader",
      "--disable-background-networking",
      "--disable-component-update",
    ],
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

/** Opens a page in a context of its own and listens before anything of it has loaded. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: { width: 640, height: 360 },
    reducedMotion: "reduce",
    locale: "en-GB",
    ...options,
  });
  const page = await context.newPage();
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
