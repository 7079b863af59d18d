import type { Notes } from "../notes.mjs";
import { POLICY, SUBSCRIPTION, VAULT, VM } from "./ids.mjs";

const elsewhere = VM.replace(SUBSCRIPTION, "/subscriptions/11111111-1111-1111-1111-111111111111");
const ultra = { osDisk: { name: "os" }, dataDisks: [{ lun: 0, managedDisk: { storageAccountType: "UltraSSD_LRS" } }] };

export const protectedVm: Notes = {
  declared: { vault: VAULT, policy: POLICY, vm: VM },
  refused: [
    { inputs: { policy: null } },
    { inputs: { policy: POLICY.replace("backups/", "other/") } },
    { inputs: { vm: elsewhere } },
    { inputs: { disks: { include: [0], exclude: [1] } } },
    { inputs: {}, known: { vm: { location: "northeurope" }, vault: { location: "westeurope" } } },
    { inputs: { onDelete: "deleteAndPurge" }, known: { vault: { softDelete: { state: "AlwaysON" } } } },
    { inputs: {}, known: { vm: { storageProfile: ultra }, policy: { policyType: "V1" } } },
  ],
  irreversibleChanges: [
    {
      before: { inputs: {}, known: { policy: { policyType: "V2" } } },
      now: { inputs: {}, known: { policy: { policyType: "V1" } } },
    },
  ],
  limits: [
    {
      text: "Preview validates region, disks and policy type only if the program passes the VM, vault and policy resources; if it passes ids, Azure validates them.",
      test: [
        "unit/kinds/check.test.ts",
        "of a protected VM: a policy of another vault, and a VM of another subscription",
      ],
    },
    {
      text: "`initialBackup` takes one backup, and none if a recovery point already exists.",
      test: ["unit/kinds/first-backup.test.ts", "is not taken where a point is there"],
    },
    {
      text: "A VM can be in only one vault: while another vault contains its backups, Azure refuses it in this one.",
      test: ["service/rules-machine.test.ts", "a machine that another vault protects"],
    },
    {
      text: "`deleteAndPurge` is refused at preview if the program knows that soft delete of the vault is on, otherwise by the destroy, which then changes nothing.",
      test: [
        "contract/protected-vm-contract.test.ts",
        "is refused with onDelete deleteAndPurge if soft delete is on, and nothing is changed",
      ],
    },
    {
      text: "Only immutable vaults support suspended protection; unless the program knows the vault, this is checked in the up and not at preview.",
      test: ["unit/kinds/protected-vm-states.test.ts", "is not suspended in a vault that is not immutable"],
    },
  ],
};
