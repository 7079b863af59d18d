/** A program under mocks that check nothing: what its resources would send to the engine. */
import * as pulumi from "@pulumi/pulumi";

export type Inputs = Record<string, unknown>;

/** The id of each resource; in a preview there is none. */
interface Mocking {
  readonly id?: string;
  readonly isPreview?: boolean;
}

/** Sets the mocks; returns the inputs of each registered resource, by its name. */
export async function sentInputs({ id, isPreview = false }: Mocking = {}): Promise<Map<string, Inputs>> {
  const sent = new Map<string, Inputs>();
  const newResource = ({ name, inputs }: pulumi.runtime.MockResourceArgs) => {
    sent.set(name, inputs as Inputs);
    return { id: isPreview ? undefined : (id ?? name), state: inputs as Inputs };
  };
  const call = ({ inputs }: pulumi.runtime.MockCallArgs) => inputs as Inputs;
  await pulumi.runtime.setMocks({ newResource, call }, "shop", "dev", isPreview);
  return sent;
}

/** Resolves when a resource is registered. */
export const registered = (resource: pulumi.CustomResource): Promise<string> =>
  new Promise((resolve) => resource.urn.apply(resolve));
