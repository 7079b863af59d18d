/** Dates do not depend on the time zone of the machine: only `time/` parses them, and everything reads them in UTC. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { filesIn, ROOT } from "./cruise.js";

const LOCAL =
  /\.[gs]et(Hours|Minutes|Date|Day|Month|FullYear)\(|toLocale(Date|Time)String\(|getTimezoneOffset|\bIntl\.DateTimeFormat/;

const sourcesWith = (pattern: RegExp, folders: RegExp): string[] =>
  filesIn("provider").filter(
    (file) => file.endsWith(".ts") && folders.test(file) && pattern.test(readFileSync(join(ROOT, file), "utf8")),
  );

describe("dates", () => {
  it("are read in UTC everywhere", () => {
    assert.deepEqual(sourcesWith(LOCAL, /^provider\//), []);
  });

  it("are parsed only by time/ and by the service", () => {
    assert.deepEqual(sourcesWith(/\bDate\.parse\(/, /^provider\/(?!time\/|service\/)/), []);
  });

  it("load Temporal only for a time zone other than UTC", () => {
    const program = `
      const { offsetsOf } = require("./dist/provider/time/zones.js");
      for (const file of ["index", "kinds/index", "functions/answers/index"]) require("./dist/provider/" + file + ".js");
      const isLoaded = () => Object.keys(require.cache).some((file) => file.includes("temporal-polyfill"));
      const before = [isLoaded(), offsetsOf("UTC", 2026).size, isLoaded()];
      console.log(JSON.stringify([...before, offsetsOf("W. Europe Standard Time", 2026).size, isLoaded()]));`;

    const output = execFileSync(process.execPath, ["-e", program], { cwd: ROOT, encoding: "utf8" });

    assert.deepEqual(JSON.parse(output), [false, 1, false, 2, true]);
  });
});
