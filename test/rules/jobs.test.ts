import assert from "node:assert/strict";
import { backupJobStatus, isCancellable, isTerminal, transferAfter } from "../../provider/rules/items/jobs.js";

describe("the status of a backup job", () => {
  it("is InProgress while the snapshot runs", () => {
    assert.equal(backupJobStatus("InProgress", "NotStarted"), "InProgress");
  });

  it("is InProgress when the snapshot is Completed and the transfer InProgress", () => {
    assert.equal(backupJobStatus("Completed", "InProgress"), "InProgress");
  });

  it("is Completed when the snapshot is Completed and the transfer Skipped", () => {
    assert.equal(backupJobStatus("Completed", "Skipped"), "Completed");
  });

  it("is Completed when both are Completed", () => {
    assert.equal(backupJobStatus("Completed", "Completed"), "Completed");
  });

  it("is CompletedWithWarnings when the snapshot is Completed and the transfer Failed", () => {
    assert.equal(backupJobStatus("Completed", "Failed"), "CompletedWithWarnings");
  });

  it("is Failed when both are Failed", () => {
    assert.equal(backupJobStatus("Failed", "Failed"), "Failed");
  });

  it("is Cancelled when a phase was cancelled", () => {
    assert.equal(backupJobStatus("Completed", "Cancelled"), "Cancelled");
  });
});

describe("a transfer", () => {
  it("starts when the snapshot is Completed", () => {
    assert.equal(transferAfter("Completed", false), "InProgress");
  });

  it("is skipped while an earlier transfer of the VM runs", () => {
    assert.equal(transferAfter("Completed", true), "Skipped");
  });

  it("fails if the snapshot failed", () => {
    assert.equal(transferAfter("Failed", false), "Failed");
  });
});

describe("a job", () => {
  it("is terminal if it is neither InProgress nor Cancelling", () => {
    assert.equal(isTerminal("Completed"), true);
    assert.equal(isTerminal("Cancelling"), false);
  });

  it("can be cancelled if it is a backup or a restore", () => {
    assert.equal(isCancellable("Restore"), true);
    assert.equal(isCancellable("ConfigureBackup"), false);
  });
});
