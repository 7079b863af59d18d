import assert from "node:assert/strict";
import { creationFault } from "../../provider/rules/disks/disks.js";

describe("the creation of a disk", () => {
  it("requires one of Azure's createOption values", () => {
    for (const createOption of ["Clone", "constructor", "toString", "__proto__"]) {
      assert.equal(
        creationFault({ createOption })?.message,
        `The value '${createOption}' of creationData.createOption is invalid: expected Attach, Empty, FromImage, Copy, CopyStart, Restore, Import, ImportSecure, Upload, UploadPreparedSecure.`,
      );
    }
  });

  it("requires the properties that its createOption needs", () => {
    assert.match(creationFault({ createOption: "Copy" })?.message ?? "", /creationData\.sourceResourceId/);
    assert.equal(creationFault({ createOption: "Empty", diskSizeGB: 8 }), undefined);
  });
});
