import type { Notes } from "../notes.mjs";
import { POLICY, SUBSCRIPTION, VAULT, VM } from "./ids.mjs";

const elsewhere = VM.replace(SUBSCRIPTION, "/subscriptions/11111111-1111-1111-1111-111111111111");
const ultra = { osDisk: { name: "os" }, dataDisks: [{ lun: 0, managedDisk: { storageAccountType: "UltraSSD_LRS" } }] };

export const protectedVm: Notes = {
  declared: { vault: VAULT, policy: POLICY, vm: VM },
  refused: [
    { inputs: { policy: null } },
    { inputs: { policy: POLICY.replace("backups/", "other/") } },
    {
      inputs: {},
      known: { vm: { securityProfile: { securityType: "ConfidentialVM" } }, policy: { policyType: "V1" } },
    },
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
  warned: [
    { inputs: { vm: elsewhere } },
    { inputs: { disks: { exclude: [3] } }, known: { vm: { storageProfile: { dataDisks: [{ lun: 0 }] } } } },
  ],
  limits: [
    {
      text: "Preview validates region, disks and policy type only if the program passes the VM, vault and policy resources; if it passes ids, Azure validates them.",
      test: [
        "unit/kinds/check.test.ts",
        "refuses a protected VM for a policy of another vault, but not for a VM of another subscription",
      ],
    },
    {
      text: "`initialBackup` takes one backup; if a recovery point already exists, it takes none.",
      test: ["unit/kinds/first-backup.test.ts", "is not taken if a recovery point exists"],
    },
    {
      text: "Only one vault can protect a VM: while another vault protects it or retains its backups, Azure refuses to protect it in this vault.",
      test: ["service/rules-machine.test.ts", "refuses to protect a VM that another vault protects"],
    },
    {
      text: "`deleteAndPurge` is refused at preview if the program passes a vault resource whose soft delete is on; otherwise the destroy refuses it and changes nothing.",
      test: [
        "contract/protected-vm-contract.test.ts",
        "is refused with onDelete deleteAndPurge if soft delete is on, and nothing is changed",
      ],
    },
    {
      text: "Only immutable vaults support suspended protection; if the program passes the vault by its id, this is checked in the up and not at preview.",
      test: ["unit/kinds/protected-vm-states.test.ts", "does not suspend backups in a vault that is not immutable"],
    },
    {
      text: 'Azure deletes no backup in an immutable vault before it expires: `onDelete: "delete"` in a `Vault` with immutability has a warning at preview, and the destroy fails.',
      test: ["unit/kinds/destroy-warning.test.ts", "warns that a destroy cannot delete backups in an immutable vault"],
    },
  ],
};
