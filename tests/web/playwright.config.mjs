import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

/** A Chromium that is on the machine already; none is downloaded. */
const executablePath =
  process.env.CHROMIUM ??
  ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => existsSync(path));

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.mjs",
  outputDir: process.env.ONRECORD_WEB_OUT ?? "node_modules/.results",
  globalSetup: "./server.mjs",
  reporter: "list",
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  timeout: 30_000,
  use: {
    // Root may not use Chromium's sandbox; the pages tested are our own.
    launchOptions: { executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] },
    viewport: { width: 1280, height: 900 },
  },
});
