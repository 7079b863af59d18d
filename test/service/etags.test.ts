import assert from "node:assert/strict";
import { textAt } from "../../provider/core/json.js";
import {
  codeOf,
  GROUP,
  ITEM,
  messageOf,
  openTestAzure,
  putProtected,
  type TestAzure,
  VAULT,
  VM,
} from "../support/service.js";

const NETWORK = `${GROUP}/providers/Microsoft.Network/virtualNetworks/net`;
const WESTEUROPE = { location: "westeurope", properties: {} };
const tagged = (tag: string) => ({ ...WESTEUROPE, tags: { tag } });

describe("etags over HTTP", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure({ overHttp: true });
    await azure.call("PUT", GROUP, WESTEUROPE);
  });

  afterEach(() => azure.close());

  const etagOf = async (path: string) => (await azure.call("GET", path)).headers.get("etag") ?? "";
  const put = (path: string, tag: string, headers: Readonly<Record<string, string>> = {}) =>
    azure.call("PUT", path, tagged(tag), headers);
  const tagOf = async (path: string) => textAt((await azure.call("GET", path)).body, "tags", "tag");

  it("are returned with a resource, stay the same when it is read and change when it is written", async () => {
    const created = await put(NETWORK, "one");
    const read = await etagOf(NETWORK);
    const changed = await put(NETWORK, "two");
    assert.deepEqual(
      [created.headers.get("etag"), read, await etagOf(NETWORK), changed.headers.get("etag")],
      ['"1"', '"1"', '"2"', '"2"'],
    );
  });

  it("equal the etag in the body if the body has one", async () => {
    const vault = await azure.call("PUT", VAULT, WESTEUROPE);
    const read = await azure.call("GET", VAULT);
    assert.match(vault.headers.get("etag") ?? "", /^W\/"datetime'2024-05-13T10%3A25%3A28\.\d{7}Z'"$/);
    assert.equal(read.headers.get("etag"), read.body["etag"]);
    assert.equal(read.headers.get("etag"), vault.headers.get("etag"));
  });

  it("are returned with a VM and an item, but not with a list", async () => {
    await putProtected(azure);
    const machine = await azure.call("GET", VM);
    assert.equal(machine.headers.get("etag"), machine.body["etag"]);
    assert.match(await etagOf(ITEM), /^"\d+"$/);
    assert.equal(await etagOf(`${GROUP}/resources`), "");
  });

  it("accept a write whose If-Match names the current etag", async () => {
    await put(NETWORK, "one");
    const changed = await put(NETWORK, "two", { "if-match": await etagOf(NETWORK) });
    const anything = await put(NETWORK, "three", { "if-match": "*" });
    const oneOfTwo = await put(NETWORK, "four", { "if-match": '"7", "3"' });
    assert.deepEqual([changed.status, anything.status, oneOfTwo.status], [200, 200, 200]);
  });

  for (const [name, path] of [
    ["a vault", VAULT],
    ["any other resource", NETWORK],
  ] as const) {
    it(`refuse a write to ${name} whose If-Match names an older etag`, async () => {
      await put(path, "one");
      const old = await etagOf(path);
      await put(path, "two", { "if-match": old });
      const late = await put(path, "three", { "if-match": old });
      const patched = await azure.call("PATCH", path, { tags: { tag: "four" } }, { "if-match": old });
      const deleted = await azure.call("DELETE", path, undefined, { "if-match": old });
      assert.deepEqual([late.status, patched.status, deleted.status], [412, 412, 412]);
      assert.equal(codeOf(late), "PreconditionFailed");
      assert.match(messageOf(late), /Read it again and repeat the change\.$/);
      assert.equal(await tagOf(path), "two");
    });

    it(`let only the first of two requests with If-None-Match: * create ${name}`, async () => {
      const first = await put(path, "one", { "if-none-match": "*" });
      const second = await put(path, "two", { "if-none-match": "*" });
      assert.deepEqual([first.status, second.status, codeOf(second)], [201, 412, "PreconditionFailed"]);
      assert.equal(await tagOf(path), "one");
    });
  }

  it("refuse to create a resource if If-Match requires that it exists", async () => {
    const any = await put(NETWORK, "one", { "if-match": "*" });
    const some = await put(NETWORK, "one", { "if-match": '"1"' });
    assert.deepEqual([any.status, some.status], [412, 412]);
    assert.match(messageOf(any), /If-Match: \*, but the resource does not exist/);
  });

  it("do not change the replies to PATCH and DELETE for a resource that does not exist", async () => {
    const patched = await azure.call("PATCH", NETWORK, {}, { "if-match": "*" });
    const deleted = await azure.call("DELETE", NETWORK, undefined, { "if-match": "*" });
    assert.deepEqual([patched.status, deleted.status], [404, 204]);
  });

  it("prevent lost updates if concurrent clients retry until their etag matches", async () => {
    await azure.call("PUT", NETWORK, WESTEUROPE);
    const increment = async (): Promise<void> => {
      for (;;) {
        const read = await azure.call("GET", NETWORK);
        const count = Number(textAt(read.body, "tags", "count") ?? 0) + 1;
        const body = { ...WESTEUROPE, tags: { count: String(count) } };
        const written = await azure.call("PUT", NETWORK, body, { "if-match": read.headers.get("etag") ?? "" });
        if (written.status === 200) return;
        assert.equal(written.status, 412);
      }
    };
    await Promise.all(Array.from({ length: 10 }, increment));
    assert.equal(textAt((await azure.call("GET", NETWORK)).body, "tags", "count"), "10");
  });
});
