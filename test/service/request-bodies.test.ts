/** How the embedded Azure reads the body of a request: lenient JSON, within limits of size and depth. */
import assert from "node:assert/strict";
import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { type JsonObject, objectAt, textAt } from "../../provider/core/json.js";
import { listen } from "../../provider/http/http.js";
import { type Answer, GROUP, openTestAzure, type TestAzure } from "../support/service.js";

const SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";
const VERSION = "?api-version=2021-04-01";
const TEMPLATE = `${GROUP}/providers/Microsoft.Resources/deployments/main/validate`;

type Content = string | Uint8Array<ArrayBuffer>;

describe("the body of a request", () => {
  let service: TestAzure;
  before(async () => {
    service = await openTestAzure();
    await service.call("PUT", GROUP, { location: "westeurope" });
  });
  after(() => service.close());

  async function send(method: string, path: string, body: Content, headers = {}): Promise<Answer> {
    const url = `https://management.azure.com${path}${VERSION}`;
    const response = await service.azure.fetch(new Request(url, { method, headers, body }));
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === "" ? {} : JSON.parse(text) };
  }

  const putGroup = (body: Content, headers = {}) => send("PUT", `${GROUP}-new`, body, headers);
  const tags = async (): Promise<JsonObject> => objectAt((await service.call("GET", `${GROUP}-new`)).body, "tags");
  const refusalOf = ({ status, body }: Answer) => [status, textAt(body, "error", "code")];

  it("may have comments, unquoted keys, single quotes and trailing commas, as Azure reads them", async () => {
    const body = `\uFEFF// a group
      {location: 'westeurope', /* of the /tests/ */ "tags": {"a": "// no 'comment'", 'b': 'it\\'s "quoted"',},}`;
    assert.equal((await putGroup(body)).status, 201);
    assert.deepEqual(await tags(), { a: "// no 'comment'", b: `it's "quoted"` });
  });

  it("may have line breaks in its strings, as templates of azure-cli do", async () => {
    await putGroup('{"location": "westeurope", "tags": {"a": "one\r\ntwo\\\\", "b": "three\nfour"}}');
    assert.deepEqual(await tags(), { a: "one\r\ntwo\\", b: "three\nfour" });
  });

  it("may be the deployment of azure-cli, whose key of the template has no quotes", async () => {
    const body = `{"properties": {"mode": "Incremental", template:{
      "$schema": "${SCHEMA}", // of the language
 "resources": [], "contentVersion": "1.0.0.0" }}}`;
    const answer = await send("POST", TEMPLATE, body);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
  });

  it("is refused if it is not JSON, with the position", async () => {
    const answer = await putGroup('{"location": "westeurope",\n "tags": ?}');
    assert.deepEqual(refusalOf(answer), [400, "InvalidRequestContent"]);
    assert.match(textAt(answer.body, "error", "message") ?? "", /deserialized: 'invalid character '\?' at 2:10'\.$/);
  });

  for (const body of ["[]", '"text"', "null", "5", "NaN", "'x'"]) {
    it(`is refused if it is ${body}, not an object`, async () => {
      assert.deepEqual(refusalOf(await putGroup(body)), [400, "InvalidRequestContent"]);
    });
  }

  it("is refused if it is not UTF-8, and nothing is stored", async () => {
    const path = `${GROUP}-broken`;
    const bytes = Buffer.concat([
      Buffer.from('{"location": "westeurope", "tags": {"a": "'),
      Buffer.of(0xff),
      Buffer.from('"}}'),
    ]);
    assert.deepEqual(refusalOf(await send("PUT", path, Uint8Array.from(bytes))), [400, "InvalidRequestContent"]);
    assert.equal((await service.call("GET", path)).status, 404);
  });

  it("is refused with half of a surrogate pair, in a name or a value, and taken with a whole one", async () => {
    for (const member of ['"a": "\\ud800"', '"\\uDFFF": "b"']) {
      const refused = await putGroup(`{"location": "westeurope", "tags": {${member}}}`);
      assert.deepEqual(refusalOf(refused), [400, "InvalidRequestContent"]);
    }
    await putGroup('{"location": "westeurope", "tags": {"a": "\\ud83d\\ude00"}}');
    assert.deepEqual(await tags(), { a: "😀" });
  });

  it("is refused with a number that is too large, and taken with such a number in a string", async () => {
    const withNumber = (number: string) => `{"location": "westeurope", "properties": {"sizes": [1, ${number}]}}`;
    for (const number of ["1e400", "-1E+400", "9".repeat(100_000), "Infinity", "NaN"]) {
      const answer = await putGroup(withNumber(number));
      assert.deepEqual(refusalOf(answer), [400, "InvalidRequestContent"], number.slice(0, 10));
      assert.match(
        textAt(answer.body, "error", "message") ?? "",
        /deserialized: 'the number at properties\.sizes\[1\] is too large, or no number'\.$/,
      );
    }
    for (const number of ['"1e400"', "1e300", "1.5e-400", `"${"9".repeat(400)}"`]) {
      assert.ok((await putGroup(withNumber(number))).status < 300, number.slice(0, 10));
    }
  });

  it("is refused if it is encoded, and read if the encoding is identity", async () => {
    const body = Uint8Array.from(gzipSync('{"location": "westeurope"}'));
    const refused = await putGroup(body, { "content-encoding": "gzip" });
    assert.deepEqual(refusalOf(refused), [415, "UnsupportedMediaType"]);
    assert.ok((await putGroup('{"location": "westeurope"}', { "content-encoding": "identity" })).status < 300);
  });

  it("is refused if it is larger than 4 MB, and taken at 4 MB", async () => {
    const filled = (length: number) => {
      const start = '{"location": "westeurope"';
      return `${start}${" ".repeat(length - start.length - 1)}}`;
    };
    assert.ok((await putGroup(filled(4 * 1024 * 1024))).status < 300);
    assert.deepEqual(refusalOf(await putGroup(filled(4 * 1024 * 1024 + 1))), [413, "RequestContentTooLarge"]);
  });

  it("is refused if it is longer than 2 MB and not strict JSON, and taken at 2 MB", async () => {
    const body = (length: number) => `{location: "westeurope", "long": "`.padEnd(length - 2, "a").concat('"}');
    const answer = await putGroup(body(2 * 1024 * 1024 + 1));
    assert.deepEqual(refusalOf(answer), [400, "InvalidRequestContent"]);
    assert.match(textAt(answer.body, "error", "message") ?? "", /longer than 2097152 characters and not strict JSON/);
    assert.equal((await putGroup(body(2 * 1024 * 1024))).status, 200);
    assert.equal((await putGroup(body(2 * 1024 * 1024 + 1).replace("location", '"location"'))).status, 200);
  });

  const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;
  const arbitrary = `${GROUP}/providers/Microsoft.Network/virtualNetworks/net`;

  it("is refused if it is nested more than 256 levels deep, and can be read back at 256", async () => {
    const body = (levels: number) => `{"location": "westeurope", "properties": {"deep": ${nested(levels - 2)}}}`;
    assert.equal((await send("PUT", arbitrary, body(256))).status, 201);
    assert.equal((await service.call("GET", arbitrary)).status, 200);
    for (const levels of [257, 5_000, 100_000]) {
      assert.deepEqual(refusalOf(await send("PUT", arbitrary, body(levels))), [400, "InvalidRequestContent"]);
    }
  });

  it("is refused at its level 257 if it is no strict JSON, whatever follows, and brackets in strings and comments do not count", async () => {
    const messageOf = async (body: string) => textAt((await send("PUT", arbitrary, body)).body, "error", "message");
    assert.match((await messageOf(`{location: ${"[".repeat(1_000_000)}`)) ?? "", /nested more than 256 levels deep/);
    const text = `{location: "westeurope", /* ${"[".repeat(300)} */ tags: {a: '${"[".repeat(250)}'}}`;
    assert.equal((await send("PUT", arbitrary, text)).status, 200);
  });

  it("of a template may contain deep JSON in a string, which json() refuses", async () => {
    const outputs = { deep: { type: "string", value: `[string(json('${nested(5_000)}'))]` } };
    const template = { $schema: SCHEMA, contentVersion: "1.0.0.0", resources: [], outputs };
    const path = `${GROUP}/providers/Microsoft.Resources/deployments/deep`;
    const answer = await service.call("PUT", path, { properties: { mode: "Incremental", template } });
    const { body } = await service.call("GET", path);
    assert.match(JSON.stringify([answer.body, body]), /nested more than 256 levels deep/);
  });

  it("of a fault plan is refused if it is deep, too large or not UTF-8", async () => {
    const put = async (body: Content) => (await send("PUT", "/_azvb/faults", body)).status;
    assert.equal(await put(nested(5_000)), 400);
    assert.equal(await put(" ".repeat(4 * 1024 * 1024 + 1)), 413);
    assert.equal(await put(Uint8Array.of(0xff)), 400);
  });
});

describe("an endless body over HTTP", () => {
  it("is answered with 413, and the connection is closed", async () => {
    const service = await openTestAzure();
    const server = await listen(service.azure.fetch, 0);
    try {
      const answer = await endless(new URL(server.url).port);
      assert.match(answer, /^HTTP\/1\.1 413 /);
      assert.match(answer, /"RequestContentTooLarge"/);
    } finally {
      await server.close();
      await service.close();
    }
  });
});

/** What a server answers to a chunked body that never ends; resolves when it closes the connection. */
function endless(port: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(port), "127.0.0.1");
    const chunk = `${(65_536).toString(16)}\r\n${" ".repeat(65_536)}\r\n`;
    const path = `${GROUP}?api-version=2021-04-01`;
    let answer = "";
    const more = () => {
      while (socket.writable && socket.write(chunk));
    };
    socket.on("connect", () => {
      socket.write(`PUT ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ntransfer-encoding: chunked\r\n\r\n`);
      more();
    });
    socket.on("drain", more);
    socket.on("data", (data) => {
      answer += String(data);
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(answer));
  });
}
