import axe from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { html } from "../cli/drift/html/page";
import type { Category, DriftReport, Graph, GraphNode } from "../cli/drift/report";
import { cleanReport, fullReport, largeReport } from "../cli/drift/report.fixture";

const axeSource = axe.source;
const phone = { width: 360, height: 740 };
const desktop = { width: 1280, height: 900 };
const address = "http://report.invalid/";

let browser: Browser;
/** What went wrong in any page, and what any page asked for beside itself. */
const complaints: string[] = [];

beforeAll(async () => {
  const { findChromium } = await import("../scripts/find-chromium.mjs");
  const executablePath = findChromium();
  if (executablePath === undefined) {
    throw new Error("No Chromium: install it (as root: apt-get install chromium), or name one in CHROMIUM.");
  }
  // As root, Chromium does not run in its sandbox; the page is our own.
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
});

afterAll(() => browser?.close());

interface Look {
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: "light" | "dark";
}

async function open(
  report: DriftReport,
  { viewport = desktop, colorScheme = "light" }: Look = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("dialog", (dialog) => {
    complaints.push(dialog.message());
    void dialog.dismiss();
  });
  await page.route("**/*", (route) => {
    if (route.request().url() === address) {
      return route.fulfill({ contentType: "text/html", body: html(report, { timeZone: "Europe/Paris" }) });
    }
    if (!route.request().url().endsWith("/favicon.ico")) complaints.push(route.request().url());
    return route.abort();
  });
  await page.goto(address);
  return page;
}

async function withPage<T>(report: DriftReport, look: Look, act: (page: Page) => Promise<T>): Promise<T> {
  const page = await open(report, look);
  try {
    return await act(page);
  } finally {
    await page.context().close();
  }
}

/** How far the page can be moved to the side, and what stands out of it. */
const overflow = (page: Page): Promise<number> =>
  page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");

const openAll = (page: Page): Promise<unknown> =>
  page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");

function manyNodes(count: number, marked: (index: number) => readonly Category[]): Graph {
  const node = (kind: string, index: number, categories: readonly Category[]): GraphNode => ({
    key: `${kind}:${index}`,
    kind,
    name: kind === "deployment" ? `flow ${index}/a deployment with a long name ${index}` : `${kind} ${index}`,
    id: null,
    address: `prefect_${kind}.n${index}`,
    stack: "production",
    categories,
  });
  const indexes = Array.from({ length: count }, (_, index) => index);
  const pools = [0, 1, 2];
  return {
    nodes: [
      ...indexes.flatMap((index) => [node("flow", index, []), node("deployment", index, marked(index))]),
      ...pools.map((index) => node("work_pool", index, [])),
    ],
    edges: indexes.flatMap((index) => [
      { from: `deployment:${index}`, to: `flow:${index}`, relation: "runs" as const },
      { from: `deployment:${index}`, to: `work_pool:${index % 3}`, relation: "on" as const },
    ]),
  };
}

const reports: readonly (readonly [string, DriftReport])[] = [
  ["everything", fullReport],
  ["nothing", cleanReport],
  [
    "many objects",
    { ...fullReport, graph: manyNodes(100, (index) => (index % 20 === 0 ? ["changed"] : [])) },
  ],
  ["much drift", { ...fullReport, graph: manyNodes(100, () => ["missing"]) }],
];

describe("the page of cdktf-prefect drift, in Chromium", () => {
  it.each(reports)("fits a phone and a wide screen: %s", async (_, report) => {
    for (const viewport of [phone, desktop]) {
      await withPage(report, { viewport }, async (page) => {
        expect(await overflow(page)).toBe(0);
        await openAll(page);
        expect(await overflow(page)).toBe(0);
      });
    }
  });

  it.each(["light", "dark"] as const)("has nothing that axe finds wrong: %s", async (colorScheme) => {
    for (const [report, viewport] of [
      [fullReport, phone],
      [fullReport, desktop],
      [cleanReport, desktop],
    ] as const) {
      await withPage(report, { viewport, colorScheme }, async (page) => {
        await openAll(page);
        // Past the page's own policy, which lets no script in.
        await page.evaluate(`${axeSource}; undefined`);
        const { violations } = await page.evaluate<axe.AxeResults>("axe.run()");
        expect(
          violations.map(({ id, nodes }) => [
            id,
            nodes.map(({ html, failureSummary }) => [html, failureSummary]),
          ]),
        ).toEqual([]);
      });
    }
  });

  it("can be walked through with the keyboard alone", async () => {
    await withPage(fullReport, {}, async (page) => {
      await page.evaluate(`let last = 0; for (const one of document.querySelectorAll("a[href], summary"))
        if (one.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true })) one.dataset.stop = String(last++);`);
      const stops = await page.evaluate<number>("document.querySelectorAll('[data-stop]').length");
      const reached: string[] = [];
      for (let index = 0; index < stops; index++) {
        await page.keyboard.press("Tab");
        reached.push(await page.evaluate<string>("document.activeElement.dataset.stop ?? ''"));
      }
      expect(reached).toEqual(Array.from({ length: stops }, (_, index) => String(index)));

      const finding = page.locator("#finding-1");
      expect(await finding.getAttribute("open")).not.toBeNull();
      await finding.locator("> summary").press("Enter");
      expect(await finding.getAttribute("open")).toBeNull();
      await finding.locator("> summary").press("Enter");
      expect(await finding.getAttribute("open")).not.toBeNull();

      await page.locator(".skip").press("Enter");
      expect(await page.evaluate("document.activeElement.id")).toBe("content");
    });
  });

  it("marks what has drifted in the picture, and leads to it", async () => {
    await withPage(fullReport, {}, async (page) => {
      const picture = page.locator("svg.picture:visible");
      expect(await picture.locator(".node").count()).toBe(fullReport.graph?.nodes.length);
      const nightly = picture.getByRole("link", { name: "deployment etl/nightly: changed" });
      expect(await nightly.textContent()).toContain("≠ changed");
      await nightly.press("Enter");
      expect(page.url()).toBe(`${address}#finding-1`);
      expect(await picture.getByRole("link", { name: /^automation .*: missing$/ }).count()).toBe(1);
      expect(
        await picture.getByRole("img", { name: "work queue kubernetes/default: no drift" }).count(),
      ).toBe(1);
    });
  });

  it("draws few boxes for many objects, and none over another", async () => {
    for (const [, report] of reports.slice(2)) {
      for (const viewport of [phone, desktop]) {
        await withPage(report, { viewport }, async (page) => {
          const boxes = await page.evaluate<{ left: number; right: number; top: number; bottom: number }[]>(
            "[...document.querySelectorAll('svg.picture .box')].filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect().toJSON())",
          );
          expect(boxes.length).toBeGreaterThan(2);
          expect(boxes.length).toBeLessThan(50);
          const overlapping = boxes.filter((one, index) =>
            boxes
              .slice(index + 1)
              .some(
                (other) =>
                  one.left < other.right &&
                  other.left < one.right &&
                  one.top < other.bottom &&
                  other.top < one.bottom,
              ),
          );
          expect(overlapping).toEqual([]);
        });
      }
    }
  });

  it("shows both sides of a difference, and its words that differ", async () => {
    await withPage(fullReport, {}, async (page) => {
      const cron = page.locator("#finding-1 tbody", { hasText: "schedules[0].cron" });
      expect(await cron.locator("td.del").innerText()).toBe('"0 2 * * *"');
      expect(await cron.locator("td.ins").innerText()).toBe('"30 2 * * mon-fri"');
      expect(await cron.locator("ins").count()).toBeGreaterThan(0);
      const script = page.locator("#finding-2 tbody", { hasText: "command.default" });
      expect(await script.locator("tr").count()).toBe(5);
    });
  });

  it("shows the week in the given time zone, with what the drift changes", async () => {
    await withPage(fullReport, {}, async (page) => {
      const row = page.locator(".week tbody tr", { has: page.locator("th", { hasText: "02:00" }) });
      expect(await row.locator(".chip.lost").count()).toBe(7);
      expect(await row.locator(".chip.added").count()).toBe(5);
      expect(await row.locator("td").nth(1).innerText()).toMatch(/−1.*\+1/s);
      expect(await page.locator(".week caption").innerText()).toContain("Europe/Paris");
    });
  });

  it("opens a page of a thousand findings", async () => {
    await withPage(largeReport, {}, async (page) => {
      expect(await page.locator("details.finding").count()).toBe(1000);
      expect(await overflow(page)).toBe(0);
    });
  });

  it("asks for nothing, runs nothing, complains of nothing", async () => {
    await withPage(fullReport, {}, async (page) => {
      expect(await page.locator("script").count()).toBe(0);
      expect(await page.locator("main").innerText()).toContain("<script>alert(1)</script>");
    });
    expect(complaints).toEqual([]);
  });
});
