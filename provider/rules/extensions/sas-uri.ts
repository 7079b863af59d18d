/**
 * The access signatures (SAS) by which the VMSnapshot extension reaches blobs. It speaks TLS to port 443 of the host that
 * the URI names, whatever port the URI names, and has no other credential than the signature in it.
 * Source: Azure/azure-linux-extensions, VMBackup (`HttpUtil.py`); "Service SAS", Azure Storage REST API.
 */

/** What is wrong with the SAS URI of a blob, or undefined. Never quotes it: whoever has it has the blob. */
export function blobSasFault(text: string): string | undefined {
  if (text === "") return "is empty: leave it out, or give the SAS URI of a blob";
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) return `is no URI: ${EXPECTED}`;
  if (url.protocol !== "https:") {
    return `does not begin with https: the extension speaks TLS alone, and a signature in the clear is given away; ${EXPECTED}`;
  }
  if (url.port !== "")
    return `names the port ${url.port}: the extension goes to port 443 all the same; leave the port out`;
  if (!/^\/[^/]+\/.+/.test(url.pathname)) return `names no blob in a container: ${EXPECTED}`;
  if (!url.searchParams.has("sig")) {
    return `has no signature (sig): the extension has no other credential for the blob; ${EXPECTED}`;
  }
  return undefined;
}

const EXPECTED = "expected https://{account}.blob.core.windows.net/{container}/{blob}?…&sig=…";

/** A text without the access signatures in it: who sees a SAS URI without its signature cannot use it. */
export const withoutSignatures = (text: string): string => text.replaceAll(/([?&]sig=)[^&\s"'\\]+/gi, "$1…");
