import assert from "node:assert/strict";
import { armId, isMarked, oneOf, schemaAt, Type, tags } from "../../../provider/schema/vocabulary.js";

const matches = (schema: { pattern?: string }, text: string): boolean => new RegExp(schema.pattern ?? "").test(text);

describe("an ARM id in a schema", () => {
  const policy = armId("Microsoft.RecoveryServices/vaults/backupPolicies");

  it("matches the id of a resource of that type, in any case", () => {
    const id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/v/backupPolicies/daily";

    assert.equal(matches(policy, id), true);
    assert.equal(matches(policy, id.toLowerCase()), true);
    assert.equal(matches(policy, id.toUpperCase()), true);
  });

  it("matches no id of another type, of its parent, of a child, or of another namespace", () => {
    const vault = "/subscriptions/s/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/v";

    assert.equal(matches(policy, vault), false);
    assert.equal(matches(policy, `${vault}/backupPolicies/daily/more/x`), false);
    assert.equal(matches(policy, `${vault}/backupJobs/daily`), false);
    assert.equal(matches(policy, `${vault}/backupPolicies/`), false);
    assert.equal(matches(policy, `${vault.replace(".", "x")}/backupPolicies/daily`), false);
  });

  it("is described in words, and compared without case", () => {
    assert.equal(
      policy["expected"],
      "an ARM id /subscriptions/{id}/resourceGroups/{group}/providers/Microsoft.RecoveryServices/vaults/{name}/backupPolicies/{name}",
    );
    assert.equal(policy["ignoreCase"], true);
  });
});

const shape = Type.Object({
  name: Type.String(),
  tags: tags({ ignoreCase: true }),
  login: Type.Object({ password: Type.String(), user: Type.Object({ name: Type.String() }) }, { secret: true }),
  disks: Type.Array(Type.Object({ id: Type.String({ replaceOnChanges: true }) })),
});

describe("schemaAt", () => {
  it("finds the schema of a property through objects, arrays and maps", () => {
    assert.equal(schemaAt(shape, ["login", "user", "name"])?.["type"], "string");
    assert.equal(schemaAt(shape, ["disks", "3", "id"])?.["replaceOnChanges"], true);
    assert.equal(schemaAt(shape, ["tags", "any"])?.["type"], "string");
    assert.equal(schemaAt(shape, []), shape);
  });

  it("returns undefined if the path does not exist", () => {
    assert.equal(schemaAt(shape, ["nowhere"]), undefined);
    assert.equal(schemaAt(shape, ["nowhere", "deeper"]), undefined);
    assert.equal(schemaAt(shape, ["disks", "id"]), undefined);
  });
});

describe("isMarked", () => {
  it("returns whether a property has a mark", () => {
    assert.equal(isMarked(shape, ["disks", "0", "id"], "replaceOnChanges"), true);
    assert.equal(isMarked(shape, ["disks"], "replaceOnChanges"), false);
    assert.equal(isMarked(shape, ["name"], "secret"), false);
  });

  it("finds a mark on an object that contains the property, at any depth", () => {
    assert.equal(isMarked(shape, ["login"], "secret"), true);
    assert.equal(isMarked(shape, ["login", "password"], "secret"), true);
    assert.equal(isMarked(shape, ["login", "user", "name"], "secret"), true);
    assert.equal(isMarked(shape, ["tags", "any"], "ignoreCase"), true);
  });

  it("returns false if the path does not exist", () => {
    assert.equal(isMarked(shape, ["nowhere"], "secret"), false);
    assert.equal(isMarked(shape, [], "secret"), false);
  });
});

describe("oneOf", () => {
  it("is a JSON enum with its marks", () => {
    const schema = oneOf(["V1", "V2"], { default: "V1", replaceOnChanges: true });

    assert.deepEqual(JSON.parse(JSON.stringify(schema)), {
      type: "string",
      enum: ["V1", "V2"],
      default: "V1",
      replaceOnChanges: true,
    });
  });
});
