import assert from "node:assert/strict";
import { ianaZone, windowsZone } from "../../../provider/time/zones.js";

describe("time zones", () => {
  it("are known by their Windows names", () => {
    assert.equal(windowsZone("W. Europe Standard Time"), "W. Europe Standard Time");
    assert.equal(windowsZone("UTC"), "UTC");
  });

  it("are known by their IANA names, including old ones", () => {
    assert.equal(windowsZone("Europe/Berlin"), "W. Europe Standard Time");
    assert.equal(windowsZone("Asia/Kolkata"), "India Standard Time");
    assert.equal(windowsZone("Asia/Calcutta"), "India Standard Time");
    assert.equal(windowsZone("Etc/UTC"), "UTC");
  });

  it("are not known by any other name", () => {
    assert.equal(windowsZone("Mars/Olympus"), undefined);
    assert.equal(windowsZone("w. europe standard time"), undefined);
    assert.equal(windowsZone(""), undefined);
    assert.equal(windowsZone("constructor"), undefined);
  });

  it("have an IANA name", () => {
    assert.equal(ianaZone("W. Europe Standard Time"), "Europe/Berlin");
    assert.equal(ianaZone("Pacific Standard Time"), "America/Los_Angeles");
    assert.equal(ianaZone("UTC"), "UTC");
  });

  it("have no IANA name if the Windows name is unknown", () => {
    assert.throws(() => ianaZone("Europe/Berlin"), {
      code: "InvalidInput",
      message: '"Europe/Berlin" is not a Windows time zone.',
    });
  });
});
