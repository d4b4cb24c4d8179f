// Takes the picture of the page for the README: node picture.mjs http://127.0.0.1:PORT [FILE]

import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import config from "./playwright.config.mjs";

const [address, file = fileURLToPath(new URL("../../docs/page.png", import.meta.url))] = process.argv.slice(2);
if (!address) {
  console.error("name the address of a running `onrecord serve examples/reports`");
  process.exit(2);
}
const report = process.env.ONRECORD_REPORT ?? "/report/cpa/20310508-0417#a2";
const browser = await chromium.launch(config.use.launchOptions);
const page = await browser.newPage({ viewport: { width: 1200, height: 860 }, deviceScaleFactor: 1.5 });
await page.goto(new URL(report, address).href);
// The page from its head, with the attribution chosen but nothing focused.
await page.evaluate(() => {
  document.activeElement?.blur();
  scrollTo(0, 0);
});
mkdirSync(dirname(file), { recursive: true });
await page.screenshot({ path: file });
await browser.close();
console.log(file);
