/** Runs of programs in this process, as with Pulumi's Automation API. Each has its own state of the SDK. */
import * as pulumi from "@pulumi/pulumi";

const { withLocalStorage } = require("@pulumi/pulumi/runtime/state.js") as {
  withLocalStorage<T>(work: () => T): T;
};

const ENDPOINT_VARIABLE = "AZURE_VM_BACKUP_ENDPOINT";

/** Unsets the endpoint's environment variable for each test of the surrounding `describe`. Returns a function that sets it. */
export function endpointVariable(): (value: string) => void {
  let before: string | undefined;
  beforeEach(() => {
    before = process.env[ENDPOINT_VARIABLE];
    delete process.env[ENDPOINT_VARIABLE];
  });
  afterEach(() => {
    if (before === undefined) delete process.env[ENDPOINT_VARIABLE];
    else process.env[ENDPOINT_VARIABLE] = before;
  });
  return (value) => {
    process.env[ENDPOINT_VARIABLE] = value;
  };
}

export interface Run {
  readonly project?: string | undefined;
  readonly stack?: string | undefined;
  readonly config?: Readonly<Record<string, string>>;
}

/** Runs `work` as the inline program of a stack: with its configuration, and without Pulumi's engine. */
export const inlineProgram = <T>({ config = {} }: Run, work: () => T): T =>
  withLocalStorage(() => {
    pulumi.runtime.setAllConfig({ ...config });
    return work();
  });

/** The same with mocks that create every resource, as in a unit test of a program. */
export const mockedProgram = <T>({ project, stack, config = {} }: Run, work: () => Promise<T>): Promise<T> =>
  withLocalStorage(async () => {
    await setPlainMocks({ project, stack, config });
    return await work();
  });

/** Sets mocks for the whole process, as a test runner does that loads one program after the other. */
export async function setPlainMocks({ project, stack, config = {} }: Run): Promise<void> {
  const mocks: pulumi.runtime.Mocks = {
    newResource: ({ name, inputs }) => ({ id: `${name}_id`, state: inputs }),
    call: ({ inputs }) => inputs,
  };
  await pulumi.runtime.setMocks(mocks, project, stack);
  pulumi.runtime.setAllConfig({ ...config });
}
