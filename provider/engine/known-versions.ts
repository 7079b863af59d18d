/**
 * A client that speaks to clouds which are behind: where one refuses an api-version and names those that it has, the call
 * is repeated in the newest of them, and so is every later call to the same type.
 */
import { versionInstead } from "../arm/api-version.js";
import type { ArmClient } from "../arm/client.js";
import { typeOfPath } from "../arm/resource-id.js";

/** How many versions are tried for one call. */
const MOST_VERSIONS = 3;

/** The client over the versions that the cloud knows. What it learns is kept as long as the client. */
export function overKnownVersions(arm: ArmClient): ArmClient {
  const learned = new Map<string, string>();
  const versionFor = (path: string, wanted: string): string => learned.get(typeOfPath(path)) ?? wanted;
  /** The version to try after those that were refused. Throws the refusal where it names none. */
  const learn = (path: string, tried: readonly string[], refusal: unknown): string => {
    const instead = tried.length < MOST_VERSIONS ? versionInstead(refusal, tried) : undefined;
    if (instead === undefined) throw refusal;
    learned.set(typeOfPath(path), instead);
    return instead;
  };
  /** A cloud may refuse twice: Resource Manager names its own versions, and the resource provider those of the type. */
  const ask = async <T>(path: string, wanted: string, call: (version: string) => Promise<T>): Promise<T> => {
    const tried: string[] = [];
    for (let version = versionFor(path, wanted); ; ) {
      tried.push(version.toLowerCase());
      try {
        return await call(version);
      } catch (error) {
        version = learn(path, tried, error);
      }
    }
  };
  return {
    get: (path, wanted) => ask(path, wanted, (version) => arm.get(path, version)),
    find: (path, wanted) => ask(path, wanted, (version) => arm.find(path, version)),
    poll: (path, wanted) => ask(path, wanted, (version) => arm.poll(path, version)),
    list: async function* (path, wanted, ...filter) {
      const open = async (version: string) => {
        const entries = arm.list(path, version, ...filter);
        return { entries, first: await entries.next() };
      };
      const { entries, first } = await ask(path, wanted, open);
      if (first.done === true) return;
      yield first.value;
      yield* entries;
    },
    write: (write) => ask(write.path, write.apiVersion, (apiVersion) => arm.write({ ...write, apiVersion })),
  };
}
