/**
 * `uniqueString` and `guid`, whose results must equal Azure's, because templates use them in names.
 *
 * uniqueString: the strings joined by "-", hashed by MurmurHash3 (x86, 128 bits) reduced to its first two lanes, seed 0; the
 * 64 bits are written as 13 digits of five bits, the last with four bits and a zero. guid: an RFC 4122 name-based id of
 * version 5 of the strings joined by "-". Verified with results of Azure's engine (Azure/bicep, FunctionResolverTests).
 */
import { createHash } from "node:crypto";

const FIRST_FACTOR = 0x239b961b;
const SECOND_FACTOR = 0xab0e9789;
const DIGITS = "abcdefghijklmnopqrstuvwxyz234567";
const NAMESPACE = Buffer.from("11fb06fb712d4ddd98c7e71bbd588830", "hex");

const rotate = (value: number, bits: number): number => (value << bits) | (value >>> (32 - bits));

const mixFirst = (value: number): number => Math.imul(rotate(Math.imul(value, FIRST_FACTOR), 15), SECOND_FACTOR);
const mixSecond = (value: number): number => Math.imul(rotate(Math.imul(value, SECOND_FACTOR), 17), FIRST_FACTOR);

function finish(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** The little-endian number of up to four bytes. */
const word = (bytes: Buffer): number => bytes.reduceRight((sum, byte) => (sum << 8) | byte, 0);

function hash(bytes: Buffer): bigint {
  let [first, second] = [0, 0];
  const blocksEnd = bytes.length - (bytes.length % 8);
  for (let at = 0; at < blocksEnd; at += 8) {
    first ^= mixFirst(bytes.readInt32LE(at));
    first = (Math.imul((rotate(first, 19) + second) | 0, 5) + 0x561ccd1b) | 0;
    second ^= mixSecond(bytes.readInt32LE(at + 4));
    second = (Math.imul((rotate(second, 13) + first) | 0, 5) + 0x0bcaa747) | 0;
  }
  const tail = bytes.subarray(blocksEnd);
  if (tail.length > 4) second ^= mixSecond(word(tail.subarray(4)));
  if (tail.length > 0) first ^= mixFirst(word(tail.subarray(0, 4)));
  first = ((first ^ bytes.length) + (second ^ bytes.length)) | 0;
  second = ((second ^ bytes.length) + first) | 0;
  first = finish(first);
  second = finish(second);
  first = (first + second) | 0;
  second = (second + first) | 0;
  return (BigInt(second >>> 0) << 32n) | BigInt(first >>> 0);
}

/** Azure's `uniqueString`: 13 characters. */
export function uniqueString(texts: readonly string[]): string {
  let rest = hash(Buffer.from(texts.join("-"), "utf8"));
  let digits = "";
  for (let count = 0; count < 13; count++) {
    digits += DIGITS[Number(rest >> 59n)] ?? "";
    rest = BigInt.asUintN(64, rest << 5n);
  }
  return digits;
}

/** Azure's `guid`. */
export function guidOf(texts: readonly string[]): string {
  const digest = createHash("sha1").update(NAMESPACE).update(texts.join("-"), "utf8").digest().subarray(0, 16);
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x50, 6);
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8);
  return digest.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
