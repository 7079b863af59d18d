/**
 * A client for clouds with older api-versions: if a cloud refuses an api-version and lists the supported ones, the request
 * is repeated with the newest of them, which later requests of the same type use too.
 */
import { versionInstead } from "../arm/api-version.js";
import type { ArmClient } from "../arm/client.js";
import { typeOfPath } from "../arm/resource-id.js";

/** The largest number of versions to try for one request. */
const MAX_VERSIONS = 3;

/** The client with supported versions. It remembers them as long as the client exists. */
export function overKnownVersions(arm: ArmClient): ArmClient {
  const supported = new Map<string, string>();
  /** The next version to try. Throws the refusal if it lists no other version. */
  const nextVersion = (path: string, tried: readonly string[], refusal: unknown): string => {
    const next = tried.length < MAX_VERSIONS ? versionInstead(refusal, tried) : undefined;
    if (next === undefined) throw refusal;
    supported.set(typeOfPath(path), next);
    return next;
  };
  /** A cloud may refuse twice: Resource Manager lists its own versions, the resource provider those of the type. */
  const withVersion = async <T>(path: string, preferred: string, call: (version: string) => Promise<T>): Promise<T> => {
    const tried: string[] = [];
    for (let version = supported.get(typeOfPath(path)) ?? preferred; ; ) {
      tried.push(version.toLowerCase());
      try {
        return await call(version);
      } catch (error) {
        version = nextVersion(path, tried, error);
      }
    }
  };
  return {
    get: (path, preferred) => withVersion(path, preferred, (version) => arm.get(path, version)),
    find: (path, preferred) => withVersion(path, preferred, (version) => arm.find(path, version)),
    poll: (path, preferred) => withVersion(path, preferred, (version) => arm.poll(path, version)),
    list: async function* (path, preferred, ...filter) {
      const open = async (version: string) => {
        const entries = arm.list(path, version, ...filter);
        return { entries, first: await entries.next() };
      };
      const { entries, first } = await withVersion(path, preferred, open);
      if (first.done === true) return;
      yield first.value;
      yield* entries;
    },
    write: (write) => withVersion(write.path, write.apiVersion, (apiVersion) => arm.write({ ...write, apiVersion })),
  };
}
