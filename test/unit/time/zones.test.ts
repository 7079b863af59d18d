import assert from "node:assert/strict";
import { windowsZone } from "../../../provider/time/zones.js";

describe("time zones", () => {
  it("are known by their Windows names", () => {
    assert.equal(windowsZone("W. Europe Standard Time"), "W. Europe Standard Time");
    assert.equal(windowsZone("UTC"), "UTC");
  });

  it("are known by their IANA names, old and new ones", () => {
    assert.equal(windowsZone("Europe/Berlin"), "W. Europe Standard Time");
    assert.equal(windowsZone("Asia/Kolkata"), "India Standard Time");
    assert.equal(windowsZone("Asia/Calcutta"), "India Standard Time");
    assert.equal(windowsZone("Etc/UTC"), "UTC");
  });

  it("are not guessed", () => {
    assert.equal(windowsZone("Mars/Olympus"), undefined);
    assert.equal(windowsZone("w. europe standard time"), undefined);
    assert.equal(windowsZone(""), undefined);
    assert.equal(windowsZone("constructor"), undefined);
  });
});
