import assert from "node:assert/strict";
import fc from "fast-check";
import { decodedSegments, encodedPath, formatResourceId } from "../../../provider/arm/resource-id.js";
import { anyId, RUNS } from "./any-id.js";

describe("the path of a URL", () => {
  it("is decoded by segment, without empty segments", () => {
    assert.deepEqual(decodedSegments("//subscriptions/s%20t/iaasvmcontainerv2%3Bg%3Bweb/"), [
      "subscriptions",
      "s t",
      "iaasvmcontainerv2;g;web",
    ]);
  });

  it("is refused with an encoded slash, which would become two segments", () => {
    assert.throws(() => decodedSegments("/virtualNetworks/a%2Fsubnets%2Fb"), { code: "InvalidInput" });
  });

  it("is refused with invalid percent-encoding", () => {
    assert.throws(() => decodedSegments("/a/%E0%A4%A"), {
      code: "InvalidInput",
      message: '"/a/%E0%A4%A" is not a valid path: "%E0%A4%A" is not valid percent-encoding.',
    });
  });

  it("is decoded to the id that was encoded, even with characters that would end a path", () => {
    assert.equal(encodedPath("/a/b;c?d#e f"), "/a/b;c%3Fd%23e%20f");
    fc.assert(
      fc.property(anyId, (id) => {
        const text = formatResourceId(id);
        const { pathname } = new URL(`https://azure${encodedPath(text)}`);
        // URL resolves the segments "." and "..".
        if (text.split("/").some((part) => /^\.\.?$/.test(part))) return;
        assert.equal(`/${decodedSegments(pathname).join("/")}`, text);
      }),
      RUNS,
    );
  });
});
