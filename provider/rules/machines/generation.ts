/**
 * The generation of a VM and of its OS disk. Trusted Launch and confidential VMs need generation 2 ("Support for generation 2
 * VMs", Azure documentation). The names of marketplace images are Azure's: most have `gen2` or `g2` in the SKU; `ubuntu-24_04-lts`
 * and later have `gen1` in that of the older generation; Azure Edition and Windows 11 have only generation 2.
 */
import { type JsonObject, textAt } from "../../core/json.js";

export type Generation = "V1" | "V2";

interface GenerationFacts {
  /** `storageProfile.imageReference`; empty without an image. */
  readonly image: JsonObject;
  /** `securityProfile.securityType`. */
  readonly securityType: string | undefined;
}

const SECOND_SKU = /gen-?2\b|gen2|[-_]g2\b|azure-edition|^win11/i;
/** The offers of Ubuntu without the generation in the SKU. */
const SECOND_OFFER = /^ubuntu-(?:2[4-9]|[3-9]\d)_\d\d-/i;

/** The generation of a VM's OS disk. */
export function generationOf({ image, securityType }: GenerationFacts): Generation {
  if (/^(trustedlaunch|confidentialvm)$/i.test(securityType ?? "")) return "V2";
  const [offer, sku] = [textAt(image, "offer") ?? "", textAt(image, "sku") ?? ""];
  if (SECOND_SKU.test(sku)) return "V2";
  return SECOND_OFFER.test(offer) && !/gen1/i.test(sku) ? "V2" : "V1";
}
