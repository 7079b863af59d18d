/** ARM resources of any type, for types without a group of their own in the engine. */
import type { ArmClient } from "../arm/client.js";
import type { Resources } from "./engine.js";
import { deleteOnce, type Turns } from "./turns.js";

export const createResources = (arm: ArmClient, turns: Turns): Resources => ({
  find: (id, apiVersion) => arm.find(id, apiVersion),
  put: (id, apiVersion, body) =>
    turns.at(id, async () => (await arm.write({ method: "PUT", path: id, apiVersion, body })).resource),
  delete: (id, apiVersion) => turns.at(id, () => deleteOnce(arm, id, apiVersion)),
});
