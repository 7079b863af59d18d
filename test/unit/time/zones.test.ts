import assert from "node:assert/strict";
import { ianaZone, nearestZone, windowsZone } from "../../../provider/time/zones.js";

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

  it("are known by IANA names that are newer than the table of Windows names", () => {
    assert.equal(windowsZone("Europe/Kyiv"), "FLE Standard Time");
    assert.equal(windowsZone("America/Ciudad_Juarez"), "Mountain Standard Time");
    assert.equal(windowsZone("Pacific/Kanton"), "UTC+13");
    assert.equal(windowsZone("America/Coyhaique"), "Magallanes Standard Time");
  });

  it("are known by every IANA name that Node.js knows, except that of a station in Antarctica", () => {
    const unknown = Intl.supportedValuesOf("timeZone").filter((name) => windowsZone(name) === undefined);

    assert.deepEqual(
      unknown.filter((name) => name !== "Antarctica/Troll"),
      [],
    );
  });

  it("are not known by any other name", () => {
    assert.equal(windowsZone("Mars/Olympus"), undefined);
    assert.equal(windowsZone("w. europe standard time"), undefined);
    assert.equal(windowsZone(""), undefined);
    assert.equal(windowsZone("constructor"), undefined);
  });

  it("are suggested for a name in another case, with a mistake, and for common names", () => {
    const suggestions = {
      utc: "UTC",
      "w. europe standard time": "W. Europe Standard Time",
      "W Europe Standard Time": "W. Europe Standard Time",
      "europe/berlin": "Europe/Berlin",
      "Europe/Berln": "Europe/Berlin",
      "europe/kyiv": "Europe/Kyiv",
      berlin: "Europe/Berlin",
      "new york": "America/New_York",
      CET: "W. Europe Standard Time",
      "Coordinated Universal Time": "UTC",
      "Pacific Time": "Pacific Standard Time",
      "Eastern Daylight Time": "Eastern Standard Time",
      "UTC+1": "Etc/GMT-1",
      "GMT-05:00": "Etc/GMT+5",
      "+00:00": "UTC",
    };

    for (const [name, meant] of Object.entries(suggestions)) {
      assert.equal(nearestZone(name), meant, name);
      assert.notEqual(windowsZone(meant), undefined, meant);
    }
  });

  it("are not suggested for a name that is not similar to any", () => {
    for (const name of ["Mars/Olympus", "Mars Standard Time", "", "constructor", "UTC+5:30", "UTC+99"]) {
      assert.equal(nearestZone(name), undefined, name);
    }
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
