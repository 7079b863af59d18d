/** The RPCs of a provider, as Pulumi's engine calls them, with plain JSON as arguments and results. */
import { createRequire } from "node:module";
import type * as grpc from "@grpc/grpc-js";
import type { JsonObject } from "../../provider/core/json.js";

const sdk = createRequire(require.resolve("@pulumi/pulumi"));
const { credentials } = sdk("@grpc/grpc-js") as typeof grpc;
const { Struct } = sdk("google-protobuf/google/protobuf/struct_pb.js") as {
  Struct: { fromJavaScript(value: object): unknown };
};
const messages = require("@pulumi/pulumi/proto/provider_pb.js") as Record<string, MessageType>;
const FailedType = messages["ErrorResourceInitFailed"];
const { Status } = require("@pulumi/pulumi/proto/status_pb.js") as { Status: MessageType };
const { ResourceProviderClient } = require("@pulumi/pulumi/proto/provider_grpc_pb.js") as {
  ResourceProviderClient: new (address: string, with_: grpc.ChannelCredentials, options: object) => Stub;
};

/** A generated message: setters by name. */
type Message = Record<string, (value?: unknown) => unknown>;
type MessageType = (new () => Message) & { deserializeBinary(bytes: Uint8Array): Message };
type Stub = Record<
  string,
  (request: Message, done: (error: grpc.ServiceError | null, reply: Message) => void) => void
> & {
  close(): void;
};

/** A create or an update that succeeded only in part: the resource must be in the state, with the reasons. */
export class InitFailed extends Error {
  readonly id: string;
  readonly properties: JsonObject;
  readonly reasons: readonly string[];

  constructor(id: string, properties: JsonObject, reasons: readonly string[]) {
    super(reasons.join("\n"));
    this.id = id;
    this.properties = properties;
    this.reasons = reasons;
  }
}

/** The process ended during a call. */
export class ProviderEnded extends Error {}

export interface Checked {
  readonly inputs: JsonObject;
  readonly failures: readonly string[];
}

export interface Difference {
  readonly changes: boolean;
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
}

export interface Resource {
  readonly id: string;
  readonly outputs: JsonObject;
}

/** The result of a read: `inputs` if the provider returns them. An empty id means that the resource does not exist. */
export interface Read extends Resource {
  readonly inputs: JsonObject | undefined;
}

export interface ProviderClient {
  configure(config: JsonObject): Promise<void>;
  check(urn: string, olds: JsonObject, news: JsonObject): Promise<Checked>;
  /** `olds` are the outputs of the state, `oldInputs` its inputs. */
  diff(urn: string, old: Resource & { readonly inputs: JsonObject }, news: JsonObject): Promise<Difference>;
  create(urn: string, inputs: JsonObject): Promise<Resource>;
  /** Without outputs it is a `get` by id. */
  read(urn: string, old: { id: string; outputs?: JsonObject; inputs: JsonObject }): Promise<Read>;
  update(urn: string, old: Resource & { readonly inputs: JsonObject }, news: JsonObject): Promise<JsonObject>;
  delete(urn: string, old: Resource & { readonly inputs: JsonObject }): Promise<void>;
  disconnect(): void;
}

/** Connects to a provider. */
export async function providerClient(address: string): Promise<ProviderClient> {
  const stub = new ResourceProviderClient(address, credentials.createInsecure(), {
    "grpc.max_receive_message_length": -1,
  });
  const call = (method: string, type: string, fields: Readonly<Record<string, unknown>>): Promise<Message> =>
    called(stub, method, requestOf(type, fields));
  return {
    configure: async (config) => void (await call("configure", "ConfigureRequest", { args: config })),
    check: async (urn, olds, news) => checkedOf(await call("check", "CheckRequest", { urn, olds, news })),
    diff: async (urn, { id, outputs, inputs }, news) =>
      differenceOf(await call("diff", "DiffRequest", { urn, id, olds: outputs, news, oldInputs: inputs })),
    create: async (urn, inputs) => resourceOf(await call("create", "CreateRequest", { urn, properties: inputs })),
    read: async (urn, { id, outputs, inputs }) => {
      const reply = await call("read", "ReadRequest", { urn, id, properties: outputs ?? {}, inputs });
      return { ...resourceOf(reply), inputs: objectOf(reply, "getInputs") };
    },
    update: async (urn, { id, outputs, inputs }, news) =>
      objectOf(
        await call("update", "UpdateRequest", { urn, id, olds: outputs, news, oldInputs: inputs }),
        "getProperties",
      ) ?? {},
    delete: async (urn, { id, outputs, inputs }) =>
      void (await call("delete", "DeleteRequest", { urn, id, properties: outputs, oldInputs: inputs })),
    disconnect: () => stub.close(),
  };
}

function requestOf(type: string, fields: Readonly<Record<string, unknown>>): Message {
  const request = new (messages[type] as MessageType)();
  for (const [name, value] of Object.entries(fields)) {
    const isObject = typeof value === "object" && value !== null;
    // Undefined values are not part of a Struct.
    const sent = isObject ? Struct.fromJavaScript(JSON.parse(JSON.stringify(value)) as object) : value;
    fieldOf(request, `set${name.charAt(0).toUpperCase()}${name.slice(1)}`, sent);
  }
  return request;
}

function called(stub: Stub, method: string, request: Message): Promise<Message> {
  return new Promise((resolve, reject) => {
    stub[method]?.(request, (error, reply) => (error === null ? resolve(reply) : reject(failureOf(error))));
  });
}

const UNAVAILABLE = 14;

function failureOf(error: grpc.ServiceError): Error {
  const [details] = error.metadata?.get("grpc-status-details-bin") ?? [];
  if (details !== undefined) return initFailed(details as Buffer);
  if (error.code === UNAVAILABLE) return new ProviderEnded(`the provider is gone: ${error.details}`);
  return new Error(error.details);
}

function initFailed(details: Buffer): InitFailed {
  const [detail] = fieldOf<{ getValue_asU8(): Uint8Array }[]>(Status.deserializeBinary(details), "getDetailsList");
  if (detail === undefined || FailedType === undefined) throw new Error("the failure has no details");
  const failed = FailedType.deserializeBinary(detail.getValue_asU8());
  const properties = objectOf(failed, "getProperties") ?? {};
  return new InitFailed(fieldOf(failed, "getId"), properties, fieldOf(failed, "getReasonsList"));
}

/** The result of a getter or a setter of a message. */
function fieldOf<T>(message: Message, accessor: string, value?: unknown): T {
  const access = message[accessor];
  if (access === undefined) throw new Error(`the message has no ${accessor}`);
  return access.call(message, value) as T;
}

const objectOf = (message: Message, getter: string): JsonObject | undefined =>
  fieldOf<{ toJavaScript(): JsonObject } | undefined>(message, getter)?.toJavaScript();

const resourceOf = (reply: Message): Resource => ({
  id: fieldOf(reply, "getId"),
  outputs: objectOf(reply, "getProperties") ?? {},
});

const checkedOf = (reply: Message): Checked => ({
  inputs: objectOf(reply, "getInputs") ?? {},
  failures: fieldOf<{ getReason(): string }[]>(reply, "getFailuresList").map((failure) => failure.getReason()),
});

const SOME = 2;

const differenceOf = (reply: Message): Difference => ({
  changes: fieldOf(reply, "getChanges") === SOME,
  replaces: fieldOf(reply, "getReplacesList"),
  deleteBeforeReplace: fieldOf(reply, "getDeletebeforereplace"),
});

/** The resource of a success, or of a partial success with its error. */
export async function resourceOrPartial(
  make: () => Promise<Resource>,
): Promise<Resource & { readonly failed?: InitFailed }> {
  try {
    return await make();
  } catch (error) {
    if (!(error instanceof InitFailed)) throw error;
    return { id: error.id, outputs: error.properties, failed: error };
  }
}
