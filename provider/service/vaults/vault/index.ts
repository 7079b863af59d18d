/** A Recovery Services vault as a document: what is stored of it, what a reply shows, which writes the rules allow. */
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
