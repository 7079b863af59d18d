/** What Azure answers to a body that its type does not allow. */
import type { BackupError } from "../../core/errors.js";
import { isJsonObject } from "../../core/json.js";
import { shortened } from "../../core/shorten.js";
import {
  expectedOf,
  meantValue,
  memberHint,
  placeOf,
  type UnknownMember,
  type WrongValue,
} from "../../schema/bodies/index.js";
import { refusal } from "../azure/route.js";

const isCompute = (type: string): boolean => type.startsWith("Microsoft.Compute/");

/** Whether members that a type does not have are refused. Azure Backup ignores them (recorded: `resourceGroup` in a policy). */
export const refusesUnknown = isCompute;

/**
 * The refusal of a member that no version of a type has. Source of the code and the text: "Terminate notification for scale
 * sets" in Microsoft's documentation, and for the body itself the transcripts in Azure/azure-quickstart-templates 942.
 */
export function unknownMemberRefusal(member: UnknownMember): BackupError {
  const { path, name, typeName } = member;
  const place = placeOf(path, name);
  const message = `Could not find member '${shortened(name)}' on object of type '${typeName ?? "ResourceDefinition"}'. Path '${place}'.`;
  const hint = memberHint(member);
  const text = `${message}${hint}`;
  if (path === "")
    return refusal(
      400,
      "InvalidRequestContent",
      `The request content was invalid and could not be deserialized: '${message}'.${hint}`,
    );
  return refusal(400, "BadRequest", text, { target: place });
}

/** The code of a type's refusals, by the end of the type. The texts are ours. */
const CODES: readonly (readonly [RegExp, string])[] = [
  [/^Microsoft\.Compute\//, "InvalidParameter"],
  [/\/backupPolicies$/, "BMSUserErrorInvalidPolicyInput"],
  [/\/protectedItems$/, "BMSUserErrorInvalidConfigureProtectionRequest"],
  [/\/restore$/, "BMSUserErrorInvalidRestoreRequest"],
  [/^Microsoft\.RecoveryServices\/vaults$/, "InvalidRestApiParameter"],
  [/^(Microsoft\.Resources|subscriptions)\//, "InvalidRequestContent"],
];

const codeOf = (type: string): string => CODES.find(([pattern]) => pattern.test(type))?.[1] ?? "BadRequest";

/** The refusal of a value that has another type than its property, or is not one of its values. */
export function shapeRefusal(type: string, wrong: WrongValue): BackupError {
  const path = shortened(wrong.path);
  const text = `${path} is ${quoted(wrong)}: expected ${expectedOf(wrong)}.${meantValue(wrong)}`;
  return refusal(400, codeOf(type), text, { target: path });
}

const SECRET = /password|secret|key|token|sas$|protectedsettings|userdata|customdata/i;
/** A value as a message quotes it. A message may be logged, so it quotes neither secrets nor objects; no enum is a secret. */
function quoted({ path, found, values }: WrongValue): string {
  if (Array.isArray(found)) return "an array";
  if (isJsonObject(found)) return "an object";
  if (values === undefined && path.split(/[.[\]]+/).some((key) => SECRET.test(key))) return `a ${typeof found}`;
  return shortened(JSON.stringify(found));
}
