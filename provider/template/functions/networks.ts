/** CIDR functions, only for IPv4. Source: "CIDR functions for ARM templates". */
import type { JsonObject } from "../../core/json.js";
import { templateFault } from "../faults.js";
import { type EagerFunction, integerArg, stringArg } from "./arguments.js";

interface Network {
  readonly address: number;
  readonly bits: number;
}

const RANGE = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/;

const sizeOf = ({ bits }: Network): number => 2 ** (32 - bits);

function networkOf(range: string): Network {
  if (range.includes(":")) throw templateFault("IPv6 ranges are not supported by the embedded Azure.");
  const parts = (RANGE.exec(range) ?? []).slice(1).map(Number);
  const [bits = 33] = parts.slice(4);
  if (bits > 32 || parts.slice(0, 4).some((part) => part > 255))
    throw templateFault(`'${range}' is not an address range.`);
  const address = parts.slice(0, 4).reduce((sum, part) => sum * 256 + part, 0);
  return { address: address - (address % 2 ** (32 - bits)), bits };
}

const addressText = (address: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");

function parsed(range: string): JsonObject {
  const network = networkOf(range);
  const last = network.address + sizeOf(network) - 1;
  return {
    network: addressText(network.address),
    netmask: addressText(2 ** 32 - sizeOf(network)),
    broadcast: addressText(last),
    firstUsable: addressText(network.address + 1),
    lastUsable: addressText(last - 1),
    cidr: network.bits,
  };
}

function subnet(range: string, bits: number, index: number): string {
  const network = networkOf(range);
  if (bits < network.bits || bits > 32) throw templateFault(`a subnet of /${network.bits} cannot be /${bits}.`);
  if (index < 0 || index >= 2 ** (bits - network.bits)) throw templateFault(`there is no subnet ${index}.`);
  return `${addressText(network.address + index * sizeOf({ address: 0, bits }))}/${bits}`;
}

function host(range: string, index: number): string {
  const network = networkOf(range);
  if (index < 0 || index + 1 >= sizeOf(network)) throw templateFault(`there is no host ${index}.`);
  return addressText(network.address + 1 + index);
}

export const NETWORK_FUNCTIONS: readonly EagerFunction[] = [
  { name: "parseCidr", arity: [1, 1], call: ([range]) => parsed(stringArg(range)) },
  {
    name: "cidrSubnet",
    arity: [3, 3],
    call: ([range, bits, index]) => subnet(stringArg(range), integerArg(bits), integerArg(index)),
  },
  { name: "cidrHost", arity: [2, 2], call: ([range, index]) => host(stringArg(range), integerArg(index)) },
];
