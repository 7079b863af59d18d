/** An embedded Azure that has resources at its start. A home with them is made once per process; each test gets a copy of its files. */
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type HomeFiles, newHome, openTestAzure, putBasics, putProtected, type TestAzure } from "./service.js";

type Start = (azure: TestAzure) => Promise<void>;

const made = new Map<Start, Promise<HomeFiles>>();

/** Opens one with a group, a VM and a vault. */
export const openBasics = (): Promise<TestAzure> => openWith(putBasics);

/** Opens one with a group, a VM and a vault that protects it. */
export const openProtected = (): Promise<TestAzure> => openWith(putProtected);

async function openWith(start: Start): Promise<TestAzure> {
  const files = made.get(start) ?? filesOf(start);
  made.set(start, files);
  return openTestAzure({ files: await files });
}

async function filesOf(start: Start): Promise<HomeFiles> {
  const home = newHome();
  const azure = await openTestAzure({ home });
  await start(azure);
  // Closing empties the write-ahead log into the store's file.
  await azure.close();
  const files = new Map(readdirSync(home).map((name) => [name, readFileSync(join(home, name))]));
  rmSync(home, { recursive: true });
  return files;
}
