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
const WESTEUROPE = { location: "westeurope" };
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

  it("come with a resource, stay while it is read and change when it is written", async () => {
    const created = await put(NETWORK, "one");
    const read = await etagOf(NETWORK);
    const changed = await put(NETWORK, "two");
    assert.deepEqual(
      [created.headers.get("etag"), read, await etagOf(NETWORK), changed.headers.get("etag")],
      ['"1"', '"1"', '"2"', '"2"'],
    );
  });

  it("are those of the body where the body has one", async () => {
    const vault = await azure.call("PUT", VAULT, WESTEUROPE);
    const read = await azure.call("GET", VAULT);
    assert.match(vault.headers.get("etag") ?? "", /^W\/"datetime'2024-05-13T10%3A25%3A28\.\d{7}Z'"$/);
    assert.equal(read.headers.get("etag"), read.body["etag"]);
    assert.equal(read.headers.get("etag"), vault.headers.get("etag"));
  });

  it("come with a machine and an item, and not with a list", async () => {
    await putProtected(azure);
    const machine = await azure.call("GET", VM);
    assert.equal(machine.headers.get("etag"), machine.body["etag"]);
    assert.match(await etagOf(ITEM), /^"\d+"$/);
    assert.equal(await etagOf(`${GROUP}/resources`), "");
  });

  it("let a write through that was made from what is there", async () => {
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
    it(`refuse a write of ${name} that was made from an older one`, async () => {
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

    it(`let only the first make ${name} that asks to be the first`, async () => {
      const first = await put(path, "one", { "if-none-match": "*" });
      const second = await put(path, "two", { "if-none-match": "*" });
      assert.deepEqual([first.status, second.status, codeOf(second)], [201, 412, "PreconditionFailed"]);
      assert.equal(await tagOf(path), "one");
    });
  }

  it("refuse to make what the caller takes to be there", async () => {
    const any = await put(NETWORK, "one", { "if-match": "*" });
    const some = await put(NETWORK, "one", { "if-match": '"1"' });
    assert.deepEqual([any.status, some.status], [412, 412]);
    assert.match(messageOf(any), /If-Match: \*, but the resource does not exist/);
  });

  it("leave it to the resource to say that it is not there", async () => {
    const patched = await azure.call("PATCH", NETWORK, {}, { "if-match": "*" });
    const deleted = await azure.call("DELETE", NETWORK, undefined, { "if-match": "*" });
    assert.deepEqual([patched.status, deleted.status], [404, 204]);
  });

  it("keep every one of many increments that are repeated until they match", async () => {
    await azure.call("PUT", NETWORK, { ...WESTEUROPE, properties: { count: 0 } });
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
