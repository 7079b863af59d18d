/** A Recovery Services vault as a document: what is stored, what replies return, which writes the rules allow. */
export {
  hasSecureDefaults,
  requireVault,
  securityConfig,
  settledVault,
  softDeletes,
  VAULT,
  vaultId,
} from "./document.js";
export { immutabilityOf } from "./writes.js";
