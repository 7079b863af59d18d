/** Encryption of a vault by a key of one's own. Source: "Encrypt backup data by using customer-managed keys", Azure Backup documentation. */
import { type RuleFault, refused } from "../shared/fault.js";

/** What of a vault's encryption can never be taken back. */
interface EncryptionTerms {
  /** `Enabled` or `Disabled`. */
  readonly infrastructureEncryption?: string | undefined;
}

/** Why this change of encryption is refused, or undefined where it is not: it stays on, and its second layer stays as chosen. The code is ours. */
export function encryptionWall(
  before: EncryptionTerms | undefined,
  after: EncryptionTerms | undefined,
): RuleFault | undefined {
  if (before === undefined) return undefined;
  if (after === undefined) {
    return refused(
      "UserErrorVaultEncryptionCannotBeDisabled",
      "The vault is encrypted by a key of your own, and can never again be encrypted by Azure's.",
    );
  }
  const [was, is] = [layerOf(before), layerOf(after)];
  if (was === is) return undefined;
  return refused(
    "UserErrorVaultInfrastructureEncryptionCannotBeChanged",
    `The vault's infrastructure encryption is ${was}, as it was chosen when encryption was switched on, and cannot become ${is}.`,
  );
}

/** What a vault's sku was and is to be. */
interface SkuChange {
  readonly isEncrypted: boolean;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Why a vault cannot have another sku, or undefined where it can. Source: hashicorp/terraform-provider-azurerm, recovery_services_vault. The code is ours. */
export function encryptedSkuFault({ isEncrypted, before, after }: SkuChange): RuleFault | undefined {
  if (!isEncrypted || before === undefined || after === undefined || before === after) return undefined;
  return refused(
    "UserErrorEncryptedVaultSkuCannotBeChanged",
    `The vault is encrypted by a key of your own: its sku is ${before} and cannot become ${after}.`,
  );
}

const layerOf = ({ infrastructureEncryption }: EncryptionTerms): string => infrastructureEncryption ?? "Disabled";
