/** Runs the commands of a user on a program with many secrets, once for several tests, and collects all files and outputs. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { silentLog } from "../../provider/core/log.js";
import { openEmbedded } from "../../provider/runtime/embedded.js";
import { checkoutFolder } from "../../scripts/checkout.mjs";
import type { Ended } from "../../scripts/processes.mjs";
import { createProject, type Project } from "./pulumi.js";
import { NEVER_SHOWN, SHOWN_BY_AZURE, secretProgram, UNMARKED } from "./secret-program.js";
import { type Place, placeOf } from "./traces.js";

export interface SecretStory {
  /** The folder of the project: state, home, event logs. Event logs of verbose runs are in `verbose`. */
  readonly folder: string;
  /** How each command ended. */
  readonly endings: readonly string[];
  /** The outputs of the commands; in `verbose` those of commands with `--debug -v=9`. */
  readonly outputs: readonly Place[];
  readonly verbose: readonly Place[];
  dispose(): void;
}

interface Run {
  readonly verb: "preview" | "up" | "refresh" | "destroy";
  /** Distinguishes runs of the same verb. */
  readonly how?: string;
  readonly program?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Further arguments of the command. */
  readonly flags?: readonly string[];
  /** A configuration key that is removed before this run and stays removed. */
  readonly without?: string;
}

const CONFIG = {
  clientSecret: NEVER_SHOWN.clientSecret,
  clientCertificatePassword: NEVER_SHOWN.certificatePassword,
  oidcToken: NEVER_SHOWN.oidcToken,
  oidcRequestToken: NEVER_SHOWN.oidcRequestToken,
};
const ENVIRONMENT = {
  ARM_CLIENT_SECRET: NEVER_SHOWN.environmentSecret,
  ARM_CLIENT_CERTIFICATE_PASSWORD: NEVER_SHOWN.environmentPassword,
  ARM_OIDC_TOKEN: NEVER_SHOWN.environmentToken,
};

/** The planted secrets that each resource of the program sends, by a pattern of its path. */
const SENT: Readonly<Record<string, readonly Name[]>> = {
  "vaults/backups$": ["vaultTag"],
  "virtualMachines/web$": ["adminPassword", "unattended", "publicKey", "tag"],
  "extensions/VMSnapshotLinux$": [
    ...(["blobSas", "protectedStatusSas", "protectedToken", "protectedCustom", "rawProtected"] as const),
    ...(["publicLogSas", "publicToken"] as const),
  ],
  "servers/sql$": ["loginPassword"],
  "deployments/deployment$": ["templateParameter"],
};

const PLANTED = { ...NEVER_SHOWN, ...SHOWN_BY_AZURE };
type Name = keyof typeof PLANTED;

/** Secrets that are sent as part of a longer value. */
const AS_SENT: Readonly<Partial<Record<Name, string>>> = {
  adminPassword: `p"w\\d<&>${NEVER_SHOWN.adminPassword}`,
  unattended: Buffer.from(NEVER_SHOWN.unattended).toString("base64"),
  publicKey: `ssh-rsa ${SHOWN_BY_AZURE.publicKey}`,
  tag: `${SHOWN_BY_AZURE.tag}-three`,
  vaultTag: `${SHOWN_BY_AZURE.vaultTag}-three`,
};

/**
 * A fault plan that refuses these methods at resources whose path contains `at`. Its message repeats the sent values: plain,
 * as JSON, in lower case and URI-encoded.
 */
function refusalsWithSentValues(methods: readonly string[], at = ""): string {
  const matching = Object.entries(SENT).filter(([path]) => path.includes(at));
  const plan = matching.flatMap(([path, names]) => {
    const sent = names.map((name) => AS_SENT[name] ?? PLANTED[name]);
    const joined = sent.join(" ");
    const quoted = [joined, JSON.stringify(sent), joined.toLowerCase(), encodeURIComponent(joined)];
    const message = `Not these, nor ${UNMARKED.tag}: ${quoted.join("; ")}`;
    const fail = { status: 400, code: "InvalidParameter", message };
    return methods.map((method) => ({ fail, method, path, times: 99 }));
  });
  return JSON.stringify(plan);
}

const CHECK_FAILURE = `new Vault("checked", {
  resourceGroup: group.id, location, redundancy: pulumi.secret(planted.vaultTag), tags: pulumi.secret({ note: 5, other: planted.tag }),
});`;
/** A change that Azure refuses with a message that contains the property. */
const RULE_FAILURE = secretProgram("two").replace(
  'adminUsername: "shop"',
  "adminUsername: pulumi.secret(planted.publicKey)",
);
const SHORT_TIMEOUT = secretProgram("three").replace(
  "parent: group.id, location,\n  tags",
  'parent: group.id, location, timeouts: { update: "1s" },\n  tags',
);
const NEVER_ANSWERED = JSON.stringify([
  { slow: { delayMs: 600_000 }, method: "PUT", path: "virtualMachines/web$", times: 99 },
]);

const RUNS: readonly Run[] = [
  { verb: "preview" },
  { verb: "up" },
  { verb: "destroy" },
  { verb: "up", how: "again" },
  { verb: "up", how: "verbose", program: secretProgram("two") },
  { verb: "refresh", how: "verbose" },
  { verb: "up", how: "refused by a check", program: secretProgram("two", CHECK_FAILURE) },
  {
    verb: "up",
    how: "refused with the sent values",
    program: secretProgram("three"),
    env: { AZURE_VM_BACKUP_FAULTS: refusalsWithSentValues(["PUT", "PATCH"]) },
    flags: ["--continue-on-error"],
  },
  {
    verb: "up",
    how: "refused at the extension",
    env: { AZURE_VM_BACKUP_FAULTS: refusalsWithSentValues(["PUT"], "extensions/") },
  },
  { verb: "up", how: "refused by a rule", program: RULE_FAILURE },
  { verb: "up", how: "timed out", program: SHORT_TIMEOUT, env: { AZURE_VM_BACKUP_FAULTS: NEVER_ANSWERED } },
  { verb: "up", how: "without a tenant for the secret", env: { AZURE_VM_BACKUP_ENDPOINT: "azure" } },
  {
    verb: "up",
    how: "with an invalid certificate",
    env: {
      AZURE_VM_BACKUP_ENDPOINT: "azure",
      ARM_CLIENT_CERTIFICATE_PATH: "package.json",
      ARM_TENANT_ID: "t",
      ARM_CLIENT_ID: "c",
    },
  },
  {
    verb: "up",
    how: "without a tenant for the token",
    env: { AZURE_VM_BACKUP_ENDPOINT: "azure", ARM_USE_OIDC: "true", ARM_CLIENT_SECRET: "" },
    without: "clientSecret",
  },
  {
    verb: "destroy",
    how: "refused with the sent values",
    env: { AZURE_VM_BACKUP_FAULTS: refusalsWithSentValues(["DELETE"]) },
    flags: ["--continue-on-error"],
  },
];

/** Runs all commands in a project of its own. The planted secrets are in a file outside the project. */
export async function runSecretStory(): Promise<SecretStory> {
  const outside = mkdtempSync(join(tmpdir(), "azure-vm-backup-planted-"));
  const planted = { ...NEVER_SHOWN, ...SHOWN_BY_AZURE, unmarkedTag: UNMARKED.tag, unmarkedEncoded: UNMARKED.encoded };
  writeFileSync(join(outside, "planted.json"), JSON.stringify(planted));
  const project = await createProject({ program: secretProgram(), language: "js" });
  mkdirSync(join(project.folder, "verbose"));
  for (const [key, value] of Object.entries(CONFIG)) {
    await project.run(["config", "set", "--secret", `azure-vm-backup:${key}`, value]);
  }
  const [endings, outputs, verbose]: [string[], Place[], Place[]] = [[], [], []];
  const collect = (name: string, { exitCode, output }: Pick<Ended, "exitCode" | "output">, places = outputs) => {
    endings.push(`${name}: ${exitCode}`);
    places.push(placeOf(`output of ${name}`, output));
  };
  for (const run of RUNS) {
    const name = run.how === undefined ? run.verb : `${run.verb}, ${run.how}`;
    collect(
      name,
      await perform(project, run, join(outside, "planted.json")),
      run.how === "verbose" ? verbose : outputs,
    );
  }
  for (const what of ["export", "output"]) collect(`stack ${what}`, await project.run(["stack", what]));
  for (const what of ["resources", "jobs"]) collect(`azvb ${what}`, azvb(project.folder, what));
  const dispose = () => {
    project.dispose();
    rmSync(outside, { recursive: true });
  };
  return { folder: project.folder, endings, outputs, verbose, dispose };
}

async function perform(project: Project, run: Run, plantedFile: string): Promise<Ended> {
  const { verb, how, program, env, flags = [], without } = run;
  if (without !== undefined) await project.run(["config", "rm", `azure-vm-backup:${without}`]);
  if (program !== undefined) project.writeProgram(program);
  const folder = how === "verbose" ? join(project.folder, "verbose") : project.folder;
  const log = [
    "--event-log",
    join(folder, how === undefined ? `events-${verb}.json` : `events-${verb}-${how.replaceAll(" ", "-")}.json`),
  ];
  const output = verb === "refresh" || verb === "destroy" ? ["--diff"] : ["--diff", "--show-sames", "--show-config"];
  const verbosity = how === "verbose" ? ["--debug", "-v=9", "--logtostderr", "--logflow"] : [];
  return project[verb]([...log, ...output, ...verbosity, ...flags], {
    env: {
      PULUMI_DEBUG_COMMANDS: "true",
      AZURE_VM_BACKUP_DEBUG: "1",
      PLANTED_FILE: plantedFile,
      ...ENVIRONMENT,
      ...env,
    },
  });
}

function azvb(folder: string, what: string): Pick<Ended, "exitCode" | "output"> {
  const main = join(checkoutFolder(), "dist", "provider", "cli", "main.js");
  const home = join(folder, ".azure-vm-backup");
  const run = spawnSync(process.execPath, [main, what, "--home", home, "--output", "json"], { encoding: "utf8" });
  return { exitCode: run.status ?? 1, output: run.stdout + run.stderr };
}

/** The responses of a project's embedded Azure to a GET of each of its documents, also with the instance view and in a list. */
export async function embeddedReplies(folder: string): Promise<Place[]> {
  const azure = await openEmbedded({ home: join(folder, ".azure-vm-backup"), log: silentLog });
  try {
    const documents = await azure.store.read((reader) => reader.below(""));
    const paths = documents.flatMap(({ id }) => [id, `${id.replace(/\/[^/]+$/, "")}`]);
    const places: Place[] = [];
    for (const path of new Set(paths)) {
      for (const query of ["api-version=2024-07-01", "api-version=2024-07-01&$expand=instanceView"]) {
        const response = await azure.fetch(new Request(`https://management.azure.com${encodeURI(path)}?${query}`));
        places.push(placeOf(`GET ${path}?${query}`, await response.text()));
      }
    }
    return places;
  } finally {
    azure.close();
  }
}
