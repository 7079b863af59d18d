/** An embedded Azure with resources. Its home is created once per process; each test gets a copy of the files. */
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type HomeFiles, newHome, openTestAzure, putBasics, putProtected, type TestAzure } from "./service.js";

type Start = (azure: TestAzure) => Promise<void>;

const filesByStart = new Map<Start, Promise<HomeFiles>>();

/** Opens an embedded Azure with a resource group, a VM and a vault. */
export const openBasics = (): Promise<TestAzure> => openWith(putBasics);

/** Opens an embedded Azure with a resource group, a VM and a vault that protects it. */
export const openProtected = (): Promise<TestAzure> => openWith(putProtected);

async function openWith(start: Start): Promise<TestAzure> {
  const files = filesByStart.get(start) ?? filesOf(start);
  filesByStart.set(start, files);
  return openTestAzure({ files: await files });
}

async function filesOf(start: Start): Promise<HomeFiles> {
  const home = newHome();
  const azure = await openTestAzure({ home });
  await start(azure);
  // Closing writes the write-ahead log to the store's file.
  await azure.close();
  const files = new Map(readdirSync(home).map((name) => [name, readFileSync(join(home, name))]));
  rmSync(home, { recursive: true });
  return files;
}
