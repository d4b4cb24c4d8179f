import AxeBuilder from "@axe-core/playwright";
import { test as plain, expect } from "@playwright/test";

const WIRE = "/report/cpa/20310507-0912";
const SPOKESWOMAN = "/report/cpa/20310508-0417";

const test = plain.extend({
  baseURL: async ({}, use) => use(process.env.ONRECORD_URL),
  // Whatever a test does: no request to another machine, no error in the console.
  page: async ({ page, baseURL }, use) => {
    const foreign = [];
    const errors = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(baseURL)) foreign.push(request.url());
    });
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    page.on("pageerror", (error) => errors.push(String(error)));
    await use(page);
    expect(foreign).toEqual([]);
    expect(errors.filter((error) => !error.includes("status of 404"))).toEqual([]);
  },
});

/** The places of the attributions in a report, as their ids. */
const attributions = (page) => page.locator("a.number").evaluateAll((links) => links.map((link) => link.id));

/** The number of the attribution whose content holds these words. */
async function numberOf(page, words) {
  const classes = await page.locator(".text .content", { hasText: words }).first().getAttribute("class");
  return classes.match(/\bi(\d+)\b/)[1];
}

const ground = (locator) => locator.evaluate((element) => getComputedStyle(element).backgroundColor);

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a reader finds a report and who is on record in it", async ({ page }) => {
    await page.goto("/");
    await expect(page.locator("ol.reports > li")).toHaveCount(10);
    await page.getByLabel("Words").fill("inventions Karsholm");
    await page.getByRole("button", { name: "Search" }).click();
    await expect(page.locator("ol.reports > li")).toHaveCount(1);
    await page.locator("ol.reports a").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("“We have offered no port to anyone”");
    await expect(page.locator(".text")).toContainText("Valdria’s army said it was not aware of any shelling.");
    await expect(page.getByRole("complementary", { name: "On record" })).toContainText("Valdria’s army");
  });

  test("a link to an attribution lights all its parts, in the text and in the list", async ({ page }) => {
    await page.goto(SPOKESWOMAN);
    const n = await numberOf(page, "We were informed");
    const parts = page.locator(`.text .m${n}`);
    // Its content is in two parts, with source and cue between them.
    await expect(parts.filter({ hasText: "We were informed" })).toHaveCount(1);
    await expect(parts.filter({ hasText: "we said what we think" })).toHaveCount(1);
    await expect(parts.filter({ hasText: "Roos" })).toHaveCount(1);
    const entry = page.locator(`.entry.i${n}`);
    const before = await ground(parts.first());
    await entry.locator("a").first().click();
    await expect(page.locator(`a.number.i${n}:target`)).toHaveCount(1);
    await page.mouse.move(0, 0);
    const lit = await ground(entry);
    expect(lit).not.toBe(before);
    for (const part of await parts.all()) expect(await ground(part)).toBe(lit);
    expect(await ground(page.locator(`.entry:not(.i${n})`).first())).not.toBe(lit);
  });

  test("claims and sources lead back to the words", async ({ page }) => {
    await page.goto("/claims?by=Roos");
    await page.locator("ol.claims a").first().click();
    await expect(page.locator("a.number:target")).toHaveCount(1);
    await page.goto("/sources");
    await page.locator("ol.sources a").first().click();
    await expect(page).toHaveURL(/\/claims\?by=/);
    await expect(page.locator("ol.claims > li").first()).toBeVisible();
  });
});

test("pointing at one part of an attribution joins it with the others", async ({ page }) => {
  await page.goto(SPOKESWOMAN);
  const n = await numberOf(page, "We were informed");
  const parts = page.locator(`.text .m${n}`);
  const entry = page.locator(`.entry.i${n}`);
  const before = await ground(parts.first());
  await page.locator(`.text .source.i${n}`).hover();
  const lit = await ground(entry);
  expect(lit).not.toBe(before);
  for (const part of await parts.all()) expect(await ground(part)).toBe(lit);
  await page.mouse.move(0, 0);
  expect(await ground(parts.first())).toBe(before);
  // From the list to the text likewise, and by focus as by pointer.
  await entry.locator("a").first().focus();
  const held = await ground(entry);
  expect(held).not.toBe(before);
  for (const part of await parts.all()) expect(await ground(part)).toBe(held);
});

test("a click on marked words chooses their attribution, Escape lets it go", async ({ page }) => {
  await page.goto(SPOKESWOMAN);
  const n = await numberOf(page, "We were informed");
  await page.locator(`.text .content.i${n}`).first().click();
  await expect(page.locator(`a.number.i${n}:target`)).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(page.locator("a.number:target")).toHaveCount(0);
});

test("the keyboard alone leads from the list to an attribution and its entry", async ({ page }) => {
  await page.goto("/");
  await page.keyboard.press("Tab");
  await expect(page.locator(":focus")).toHaveText("Skip to the list");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(page.locator("ol.reports a").first()).toBeFocused();
  const outline = await page.locator(":focus").evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(outline).toBe("solid");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/report\//);
  await page.keyboard.press("Tab");
  await expect(page.locator(":focus")).toHaveText("Skip to the text");
  await page.keyboard.press("Enter");
  const focused = () => page.evaluate(() => document.activeElement?.id ?? "");
  const wanted = await attributions(page);
  expect(wanted.length).toBeGreaterThan(3);
  // Every attribution is met, in the order of the text.
  const met = [];
  for (let presses = 0; presses < 60 && met.length < wanted.length; presses++) {
    await page.keyboard.press("Tab");
    const id = await focused();
    if (wanted.includes(id)) met.push(id);
  }
  expect(met).toEqual(wanted);
  await page.keyboard.press("Enter");
  await expect(page.locator(`#on-${wanted.at(-1)}`)).toBeInViewport();
});

test("a time says its day where it is focused or pointed at", async ({ page }) => {
  await page.goto(WIRE);
  const time = page.locator(".text time", { hasText: "Wednesday" }).first();
  await expect(time).toHaveAttribute("datetime", "2031-05-07");
  const said = () => time.evaluate((element) => getComputedStyle(element, "::after").content);
  expect(await said()).toBe("none");
  await time.focus();
  expect(await said()).toBe('"Wednesday 7 May 2031"');
  await time.blur();
  await time.hover();
  expect(await said()).toBe('"Wednesday 7 May 2031"');
});

test("the text shown, and copied, is the report's", async ({ page, request }) => {
  await page.goto(SPOKESWOMAN);
  const { text } = await (await request.get(`/api${SPOKESWOMAN}`)).json();
  const shown = await page.locator(".text p").evaluateAll((all) => all.map((p) => p.textContent).join("\n\n"));
  expect(shown).toBe(text.trim());
  const copied = await page.evaluate(() => {
    getSelection().selectAllChildren(document.querySelector(".text"));
    return getSelection().toString();
  });
  expect(copied.replace(/\s+/g, " ").trim()).toBe(text.replace(/\s+/g, " ").trim());
});

const PAGES = ["/", "/?q=harbour", "/?q=nothing-of-the-kind", WIRE, `${SPOKESWOMAN}#a2`, "/claims", "/sources", "/report/none"];

for (const width of [360, 800]) {
  test.describe(`at a width of ${width}`, () => {
    test.use({ viewport: { width, height: 740 }, hasTouch: true });

    test("nothing is cut off or has to be scrolled to the side", async ({ page }) => {
      for (const address of PAGES) {
        await page.goto(address);
        const over = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(await over(), address).toBeLessThanOrEqual(0);
        for (const time of await page.locator(".text [data-value]").all()) {
          await time.focus();
          expect(await over(), `${address} with a time's value shown`).toBeLessThanOrEqual(0);
        }
      }
    });
  });
}

for (const colorScheme of ["light", "dark"]) {
  for (const width of [360, 1280]) {
    test.describe(`${colorScheme}, ${width} wide`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } });

      test("axe finds nothing to mend", async ({ page }) => {
        test.setTimeout(180_000);
        for (const address of PAGES) {
          await page.goto(address);
          const { violations } = await new AxeBuilder({ page })
            .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
            .analyze();
          const told = violations.map(({ id, nodes }) => `${address} ${id}: ${nodes.map((n) => n.html).join(" | ")}`);
          expect(told).toEqual([]);
        }
        await page.goto("/");
        const paper = await ground(page.locator("body"));
        expect(paper).toBe(colorScheme === "light" ? "rgb(251, 250, 247)" : "rgb(23, 22, 20)");
      });
    });
  }
}
