/**
 * The law that check answers for: what it accepts is created, and is then as it was declared. Judged over the embedded
 * Azure, which refuses by Azure's rules and knows nothing of kinds.
 */
import assert from "node:assert/strict";
import { createArmClient } from "../../provider/arm/client.js";
import { parseResourceId, resourceType } from "../../provider/arm/resource-id.js";
import { createTransport } from "../../provider/arm/transport.js";
import { isJsonObject, type JsonObject } from "../../provider/core/json.js";
import type { BackupEngine } from "../../provider/engine/engine.js";
import { engineOver } from "../../provider/engine/index.js";
import { bodyFailures } from "../../provider/kinds/arm-bodies.js";
import type { Known } from "../../provider/kinds/caller.js";
import type { ArmBody, Kind } from "../../provider/kinds/kind.js";
import { handClock, messageOf, openTestAzure, type TestAzure } from "../support/service.js";
import { changedInputs, check, createResource, diff, readResource, reasons } from "../support/verbs.js";

/** A declaration, what the program knows of the resources that it names, and those resources. */
export interface Declared {
  readonly inputs: JsonObject;
  readonly known?: Known;
  /** What has to be in Azure before, as PUTs in their order. */
  readonly setup?: readonly (readonly [path: string, body: JsonObject])[];
}

/** An embedded Azure with an engine over it, and the bodies that were put through the engine. */
export interface LawAzure extends TestAzure {
  readonly engine: BackupEngine;
  readonly sent: ArmBody[];
  /** Counts the declarations, so that each has names of its own. */
  number(): number;
  put(path: string, body: JsonObject): Promise<void>;
}

/** Opens one of its own. */
export async function openLawAzure(): Promise<LawAzure> {
  const azure = await openTestAzure();
  const sent: ArmBody[] = [];
  const listening = async (request: Request): Promise<Response> => {
    if (request.method === "PUT") sent.push(armBody(request.url, await request.clone().json()));
    return azure.azure.fetch(request);
  };
  const transport = createTransport({ baseUrl: "https://management.azure.com", fetch: listening });
  const arm = createArmClient(transport, handClock());
  const engine = engineOver({ arm, clock: handClock(), endpoint: "embedded", now: azure.azure.now });
  const put = async (path: string, body: JsonObject) => {
    const answer = await azure.call("PUT", path, body);
    assert.ok(answer.status < 300, `${path}: ${messageOf(answer)}`);
  };
  let count = 0;
  return { ...azure, engine, sent, put, number: () => ++count };
}

function armBody(url: string, body: unknown): ArmBody {
  const { pathname } = new URL(url);
  return { type: resourceType(parseResourceId(decodeURIComponent(pathname))), body: isJsonObject(body) ? body : {} };
}

/** A declaration whose names, where they hold `{n}`, are no other's. */
const named = (declared: Declared, number: number): Declared =>
  JSON.parse(JSON.stringify(declared).replaceAll("{n}", String(number))) as Declared;

/**
 * Holds one declaration to the law. Returns whether check accepted it: a refusal names a property and a reason; what is
 * accepted is created, read as it was declared, and sent in bodies that Microsoft's schemas take.
 */
export async function obeysLaw(azure: LawAzure, kind: Kind, one: Declared): Promise<boolean> {
  const { inputs: declared, known, setup = [] } = named(one, azure.number());
  const given: JsonObject = known === undefined ? declared : { ...declared, __known: known };
  const { inputs, failures } = check(kind, given);
  if (failures.length > 0) {
    for (const text of reasons(kind, failures, given)) assert.match(text, /^.+: .{10}/s);
    return false;
  }
  for (const [path, body] of setup) await azure.put(path, body);
  try {
    await isTaken(azure, kind, inputs);
  } finally {
    await azure.call("DELETE", kind.armId(inputs) ?? "");
  }
  return true;
}

async function isTaken(azure: LawAzure, kind: Kind, inputs: JsonObject): Promise<void> {
  azure.sent.length = 0;
  const created = await createResource(kind, azure.engine, inputs);
  const read = await readResource(kind, azure.engine, created);
  assert.ok(read, "what was created is there");
  assert.deepEqual(changedInputs(kind, read.outputs, inputs), []);
  assert.equal(diff(kind, read.outputs, inputs).changes, false);
  const told = new Set((kind.bodies?.(inputs) ?? []).map(({ type }) => type.toLowerCase()));
  assert.deepEqual(bodyFailures(azure.sent.filter(({ type }) => told.has(type.toLowerCase()))), []);
}
