/**
 * The computer name and the account of a new virtual machine. Codes and texts are Azure's: "Understand common error messages
 * when you manage virtual machines in Azure", with the characters as its clients report them. Lengths and names that are not
 * allowed: the model OSProfile of Microsoft.Compute. Azure requires a password or an SSH key, but never returns a password, so
 * a body that was read has none: what is missing is not refused, and a Windows computer name is checked next to a password only.
 */
import { type JsonObject, textAt } from "../../core/json.js";
import { type RuleFault, refused } from "../shared/fault.js";
import { OS_TYPE_PATHS, osTypeOf } from "./os-type.js";
import { broken, isMissing, type PartFault, type PartRule } from "./part.js";

const NAME = ["osProfile", "computerName"] as const;
const USER = ["osProfile", "adminUsername"] as const;
const PASSWORD = ["osProfile", "adminPassword"] as const;

const invalid = (target: string, message: string): RuleFault => ({ ...refused("InvalidParameter", message), target });

const WINDOWS_NAME =
  "Windows computer name cannot be more than 15 characters long, be entirely numeric, or contain the following characters: ` ~ ! @ # $ % ^ & * ( ) = + _ [ ] { } \\ | ; : . ' \" , < > / ?.";
const LINUX_NAME =
  "Linux host name cannot exceed 64 characters in length or contain the following characters: ` ~ ! @ # $ % ^ & * ( ) = + _ [ ] { } \\ | ; : ' \" , < > / ?.";
const FORBIDDEN = /[`~!@#$%^&*()=+_[\]{}\\|;:'",<>/?\s]/;

function isWindowsName(name: string): boolean {
  return name.length <= 15 && !/^\d*$/.test(name) && !name.includes(".") && !FORBIDDEN.test(name);
}
const isLinuxName = (name: string): boolean => name !== "" && name.length <= 64 && !FORBIDDEN.test(name);

function computerNameRule(properties: JsonObject): PartFault | undefined {
  const name = textAt(properties, ...NAME);
  if (name === undefined) return undefined;
  const isWindows = osTypeOf(properties) === "Windows";
  if (isWindows && isMissing(properties, PASSWORD)) return undefined;
  if (isWindows ? isWindowsName(name) : isLinuxName(name)) return undefined;
  const fault = invalid("computerName", isWindows ? WINDOWS_NAME : LINUX_NAME);
  return broken(fault, "The name of the VM may be longer.", NAME, ...OS_TYPE_PATHS);
}

const REFUSED_USERS = new Set(
  (
    "administrator admin user user1 test user2 test1 user3 admin1 1 123 a actuser adm admin2 aspnet backup console david " +
    "guest john owner root server sql support support_388945a0 sys test2 test3 user4 user5"
  ).split(" "),
);

function userRule(properties: JsonObject): PartFault | undefined {
  const user = textAt(properties, ...USER);
  if (user === undefined || !REFUSED_USERS.has(user.toLowerCase())) return undefined;
  return broken(invalid("adminUsername", "The Admin Username specified is not allowed."), "Use another name.", USER);
}

const REFUSED_PASSWORDS = new Set([
  "abc@123",
  "P@$$w0rd",
  "P@ssw0rd",
  "P@ssword123",
  "Pa$$word",
  "pass@word1",
  "Password!",
  "Password1",
  "Password22",
  "iloveyou!",
]);
const LENGTHS = { Windows: [8, 123], Linux: [6, 72] } as const;
const CLASSES = [/[A-Z]/, /[a-z]/, /\d/, /[^A-Za-z0-9]/];
const NEEDED_CLASSES = 3;
// biome-ignore lint/suspicious/noControlCharactersInRegex: Azure does not allow them in passwords.
const CONTROL = /[\u0000-\u001f\u007f]/;

/** No message quotes the password. */
function passwordRule(properties: JsonObject): PartFault | undefined {
  const password = textAt(properties, ...PASSWORD);
  if (password === undefined) return undefined;
  const [least, most] = LENGTHS[osTypeOf(properties)];
  if (REFUSED_PASSWORDS.has(password)) {
    const fault = invalid("adminPassword", "The Admin password specified is not allowed.");
    return broken(fault, "Use another password.", PASSWORD);
  }
  const classes = CLASSES.filter((pattern) => pattern.test(password)).length;
  const isLong = password.length >= least && password.length <= most;
  if (isLong && classes >= NEEDED_CLASSES && !CONTROL.test(password)) return undefined;
  const message = `The supplied password must be between ${least}-${most} characters long and must satisfy at least ${NEEDED_CLASSES} of password complexity requirements from the following: 1) Contains an uppercase character 2) Contains a lowercase character 3) Contains a numeric digit 4) Contains a special character 5) Control characters are not allowed`;
  return broken(invalid("adminPassword", message), "Use another password.", PASSWORD, ...OS_TYPE_PATHS);
}

/** The rules for the account of a new VM. */
export const ACCOUNT_RULES: readonly PartRule[] = [computerNameRule, userRule, passwordRule];
