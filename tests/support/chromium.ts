import axe from "axe-core";
import { chromium } from "playwright-core";

export const phone = { width: 360, height: 740 };
export const desktop = { width: 1280, height: 900 };

const address = "http://report.invalid/";

export interface Look {
  /** What it said on the console, what it asked for beside itself. */
  readonly complaints: readonly string[];
  /** How far it can be moved to the side, with all of it opened. */
  readonly overflow: number;
  /** What axe finds wrong with it, with the elements. */
  readonly violations: readonly (readonly [string, readonly string[]])[];
}

export interface Chromium {
  /** Shows a page that stands alone. */
  look(html: string, options: { readonly viewport: typeof phone }): Promise<Look>;
  close(): Promise<void>;
}

/** Starts a real Chromium without a window. */
export async function startChromium(): Promise<Chromium> {
  const { findChromium } = await import("../../scripts/find-chromium.mjs");
  const executablePath = findChromium();
  if (executablePath === undefined) {
    throw new Error("No Chromium: install it (as root: apt-get install chromium), or name one in CHROMIUM.");
  }
  // As root, Chromium does not run in its sandbox; the page is our own.
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  return {
    look: async (html, { viewport }) => {
      const complaints: string[] = [];
      const context = await browser.newContext({ viewport, reducedMotion: "reduce" });
      try {
        const page = await context.newPage();
        page.on("console", (message) => complaints.push(message.text()));
        page.on("pageerror", (error) => complaints.push(error.message));
        await page.route("**/*", (route) => {
          if (route.request().url() === address)
            return route.fulfill({ contentType: "text/html", body: html });
          if (!route.request().url().endsWith("/favicon.ico")) complaints.push(route.request().url());
          return route.abort();
        });
        await page.goto(address);
        await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
        const overflow = await page.evaluate<number>(
          "document.documentElement.scrollWidth - document.documentElement.clientWidth",
        );
        // Past the page's own policy, which lets no script in.
        await page.evaluate(`${axe.source}; undefined`);
        const { violations } = await page.evaluate<axe.AxeResults>("axe.run()");
        return {
          complaints,
          overflow,
          violations: violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)] as const),
        };
      } finally {
        await context.close();
      }
    },
    close: () => browser.close(),
  };
}
