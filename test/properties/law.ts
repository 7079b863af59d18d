/**
 * The law that check must satisfy: a declaration that it accepts is created and read back as declared. Tested against
 * the embedded Azure, which applies Azure's rules and does not use the kinds.
 */
import assert from "node:assert/strict";
import { createArmClient } from "../../provider/arm/client.js";
import { parseResourceId, resourceType } from "../../provider/arm/resource-id.js";
import { createTransport } from "../../provider/arm/transport.js";
import { isJsonObject, type JsonObject } from "../../provider/core/json.js";
import type { BackupEngine } from "../../provider/engine/engine.js";
import { engineOver } from "../../provider/engine/index.js";
import type { Known } from "../../provider/kinds/caller.js";
import type { ArmBody, Kind } from "../../provider/kinds/kind.js";
import { publishedErrors } from "../support/published-schemas.js";
import { handClock, messageOf, openTestAzure, type TestAzure } from "../support/service.js";
import { changedInputs, check, createResource, diff, readResource, reasons } from "../support/verbs.js";

/** A declaration, the known properties of the resources that it references, and those resources. */
export interface Declared {
  readonly inputs: JsonObject;
  readonly known?: Known;
  /** The resources that must exist before, as PUTs in order. */
  readonly setup?: readonly (readonly [path: string, body: JsonObject])[];
}

/** An embedded Azure with an engine over it, and the bodies of the engine's PUTs. */
export interface LawAzure extends TestAzure {
  readonly engine: BackupEngine;
  readonly sent: ArmBody[];
  /** Returns the next number, which makes the names of a declaration unique. */
  number(): number;
  put(path: string, body: JsonObject): Promise<void>;
}

/** Opens a new embedded Azure. */
export async function openLawAzure(): Promise<LawAzure> {
  const azure = await openTestAzure();
  const sent: ArmBody[] = [];
  const recordingFetch = async (request: Request): Promise<Response> => {
    if (request.method === "PUT") sent.push(armBody(request.url, await request.clone().json()));
    return azure.azure.fetch(request);
  };
  const transport = createTransport({ baseUrl: "https://management.azure.com", fetch: recordingFetch });
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

/** The declaration with `{n}` in its names replaced by a number. */
const named = (declared: Declared, number: number): Declared =>
  JSON.parse(JSON.stringify(declared).replaceAll("{n}", String(number))) as Declared;

/**
 * Asserts the law for one declaration. Returns whether check accepted it. A rejection names a property and a reason. An
 * accepted declaration is created, read back as declared, and sent in bodies that are valid by Microsoft's schemas.
 */
export async function assertLaw(azure: LawAzure, kind: Kind, one: Declared): Promise<boolean> {
  const { inputs: declared, known, setup = [] } = named(one, azure.number());
  const inputsWithKnown: JsonObject = known === undefined ? declared : { ...declared, __known: known };
  const { inputs, failures } = check(kind, inputsWithKnown);
  if (failures.length > 0) {
    for (const text of reasons(kind, failures, inputsWithKnown)) assert.match(text, /^.+: .{10}/s);
    return false;
  }
  for (const [path, body] of setup) await azure.put(path, body);
  try {
    await assertCreated(azure, kind, inputs);
  } finally {
    await azure.call("DELETE", kind.armId(inputs) ?? "");
  }
  return true;
}

async function assertCreated(azure: LawAzure, kind: Kind, inputs: JsonObject): Promise<void> {
  azure.sent.length = 0;
  const created = await createResource(kind, azure.engine, inputs);
  const read = await readResource(kind, azure.engine, created);
  assert.ok(read, "the created resource exists");
  assert.deepEqual(changedInputs(kind, read.outputs, inputs), []);
  assert.equal(diff(kind, read.outputs, inputs).changes, false);
  assert.deepEqual(
    azure.sent.flatMap(({ type, body }) => publishedErrors(type, body)),
    [],
  );
}
