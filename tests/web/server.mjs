// Starts the real command on the example reports; the tests read its address from the environment.

import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const binary = process.env.ONRECORD_BIN ?? `${root}/target/debug/onrecord`;

/** Runs `onrecord serve` and gives its address and what stops it. */
export async function serve(paths = [`${root}/examples/reports`]) {
  const child = spawn(binary, ["serve", ...paths, "--port", "0"], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const address = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${binary} said no address within two minutes: ${said}`)), 120_000);
    const hear = (bytes) => {
      said += bytes;
      const found = said.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (found) {
        clearTimeout(late);
        resolve(found[0]);
      }
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", (bytes) => (said += bytes));
    child.on("error", (error) => reject(new Error(`${binary} can't be started: ${error.message}`)));
    child.on("exit", (code) => reject(new Error(`${binary} ended with ${code}: ${said}`)));
  });
  const stop = () =>
    new Promise((resolve) => {
      child.once("exit", resolve);
      child.kill("SIGINT");
    });
  return { address, stop };
}

export default async function setup() {
  if (process.env.ONRECORD_URL) return undefined;
  const { address, stop } = await serve();
  process.env.ONRECORD_URL = address;
  return stop;
}
