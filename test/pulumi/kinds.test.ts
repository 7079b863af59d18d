/** All kinds under the real Pulumi CLI. The tables of inputs and the other parts of a kind's story are in `kinds/`. */
import { describeKinds } from "../support/kind-tests.js";
import { backupPolicyStory } from "./kinds/backup-policy.js";
import { diskSnapshotStory } from "./kinds/disk-snapshot.js";
import { protectedVmStory } from "./kinds/protected-vm.js";
import { vaultStory } from "./kinds/vault.js";
import { vmSnapshotExtensionStory } from "./kinds/vm-snapshot-extension.js";

describeKinds([backupPolicyStory, diskSnapshotStory, protectedVmStory, vaultStory, vmSnapshotExtensionStory]);
