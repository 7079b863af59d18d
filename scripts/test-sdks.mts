/**
 * `npm run test:sdks` generates SDKs from schema.json with Pulumi's own code generators, and compiles and loads them. It needs Go,
 * Python and the registries. `test/install/sdks.mts` has the cases.
 */
import { generateSdks, removeSdks, type Sdks, sdkCases } from "../test/install/sdks.mts";
import { Refusal } from "./checkout.mts";

const counts = { passed: 0, failed: 0 };

async function runCases(sdks: Sdks): Promise<void> {
  for (const { title, run } of sdkCases) {
    try {
      await run(sdks);
      counts.passed += 1;
      console.log(`✔ ${title}`);
    } catch (error) {
      counts.failed += 1;
      console.log(`✖ ${title}\n${error instanceof Error ? error.message : error}`);
    }
  }
}

try {
  const sdks = await generateSdks();
  await runCases(sdks).finally(() => removeSdks(sdks));
} catch (error) {
  counts.failed += 1;
  console.log(error instanceof Refusal ? error.message : error);
}
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed === 0 ? 0 : 1;
