/** Write-only properties of Azure are in no reply and in no byte of the store. */
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import type { JsonObject } from "../../provider/core/json.js";
import { GROUP, machine, newHome, openTestAzure, propertiesOf, type TestAzure, VM } from "../support/service.js";
import { template } from "../support/templates.js";
import { filesIn, type Place, placeOf, tracesOf } from "../support/traces.js";
import { DEPLOYMENT, deploymentBody } from "./extension-templates.js";

const SERVER = `${GROUP}/providers/Microsoft.Sql/servers/shop`;
const EXTENSION = `${VM}/extensions/CustomScript`;
const HIDDEN = {
  login: "Hx1LoginPassword",
  patched: "Hx2PatchedPassword",
  admin: "Hx3AdminPassword",
  custom: "Hx4CustomData123",
  script: "Hx5ProtectedSetting",
  secure: "Hx6SecureParameter",
};
const READABLE = { tag: "Hy1PlainOpenTag" };

const SQL: JsonObject = { location: "westeurope", tags: { open: READABLE.tag } };

/** Puts a server, a VM and an extension with write-only properties, and returns every reply. */
async function putSecrets({ call }: TestAzure): Promise<Place[]> {
  const replies: Place[] = [];
  const ask = async (method: string, path: string, body?: JsonObject) => {
    const { status, headers, body: reply } = await call(method, path, body);
    assert.equal(status < 300, true, `${method} ${path} ${status} ${JSON.stringify(reply)}`);
    replies.push(placeOf(`${method} ${path}`, JSON.stringify([reply, [...headers]])));
  };
  const profile = {
    computerName: "web",
    adminUsername: "shop",
    adminPassword: HIDDEN.admin,
    customData: HIDDEN.custom,
  };
  const script = { publisher: "Microsoft.Azure.Extensions", type: "CustomScript", typeHandlerVersion: "2.1" };
  await ask("PUT", GROUP, { location: "westeurope" });
  await ask("PUT", SERVER, { ...SQL, properties: { administratorLoginPassword: HIDDEN.login } });
  await ask("PATCH", SERVER, { properties: { administratorLoginPassword: HIDDEN.patched } });
  await ask("PUT", VM, {
    ...machine("Linux"),
    properties: { ...(machine("Linux")["properties"] as JsonObject), osProfile: profile },
  });
  await ask("PATCH", VM, { properties: { osProfile: profile } });
  await ask("PUT", EXTENSION, {
    location: "westeurope",
    properties: { ...script, settings: {}, protectedSettings: { key: HIDDEN.script } },
  });
  await ask("PATCH", EXTENSION, { properties: { protectedSettings: { key: HIDDEN.script } } });
  for (const path of [
    SERVER,
    VM,
    `${VM}?$expand=instanceView`,
    EXTENSION,
    `${GROUP}/resources`,
    `${GROUP}/providers/Microsoft.Sql/servers`,
  ]) {
    await ask("GET", path);
  }
  return replies;
}

describe("a write-only property", () => {
  let home: string;
  beforeEach(() => {
    home = newHome();
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  it("is in no reply, including the reply to its own write, while other properties are", async () => {
    const azure = await openTestAzure({ overHttp: true, home, durability: "full" });
    const replies = await putSecrets(azure);
    await azure.close();

    assert.deepEqual(tracesOf(HIDDEN, replies), []);
    assert.equal(tracesOf(READABLE, replies).includes(`tag in GET ${SERVER} as text`), true);
  });

  it("is in no byte of the home, neither while it is open nor after it is closed", async () => {
    const azure = await openTestAzure({ home, durability: "full" });
    await putSecrets(azure);
    const open = filesIn(home, []);
    await azure.close();
    const closed = filesIn(home, []);

    assert.deepEqual(tracesOf(HIDDEN, [...open, ...closed]), []);
    assert.deepEqual(tracesOf(READABLE, closed), ["tag in azure.sqlite as text"]);
  });

  it("is stored for a deployment while it runs, and removed from the store when it has ended", async () => {
    const server: JsonObject = {
      type: "Microsoft.Sql/servers",
      apiVersion: "2021-11-01",
      name: "deployed",
      location: "westeurope",
      properties: { administratorLogin: "s", administratorLoginPassword: "[parameters('password')]" },
    };
    const vm: JsonObject = {
      type: "Microsoft.Compute/virtualMachines",
      apiVersion: "2023-03-01",
      name: "web",
      ...machine(),
    };
    const body = deploymentBody(template([vm, server], { parameters: { password: { type: "securestring" } } }), {
      password: { value: HIDDEN.secure },
    });
    const running = await openTestAzure({ home, pace: { kind: "real" }, durability: "full" });
    await running.call("PUT", GROUP, { location: "westeurope" });
    await running.call("PUT", DEPLOYMENT, body);
    await running.close();
    const during = tracesOf(HIDDEN, filesIn(home, []));
    const ending = await openTestAzure({ home, durability: "full" });
    const ended = propertiesOf(await ending.call("GET", DEPLOYMENT))["provisioningState"];
    await ending.close();

    assert.deepEqual(during, ["secure in azure.sqlite as text"]);
    assert.deepEqual([ended, tracesOf(HIDDEN, filesIn(home, []))], ["Succeeded", []]);
  });
});
