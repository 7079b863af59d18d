/** Fakes for unit tests of the engine: a clock whose sleep returns immediately, and an ARM client of stubs. */
import sinon from "sinon";
import type { ArmClient } from "../../../provider/arm/client.js";
import type { Clock } from "../../../provider/core/clock.js";
import type { JsonObject } from "../../../provider/core/json.js";

export interface FakeClock extends Clock {
  /** The pauses that were slept, in milliseconds. */
  readonly slept: number[];
}

/** A clock whose time advances only by `sleep`, which returns immediately. */
export function fakeClock(): FakeClock {
  let now = Date.parse("2024-04-28T06:00:00Z");
  const slept: number[] = [];
  return {
    slept,
    now: () => new Date(now),
    sleep: async (ms) => {
      slept.push(ms);
      now += ms;
    },
  };
}

export interface FakeArm {
  readonly find: sinon.SinonStub<Parameters<ArmClient["find"]>, ReturnType<ArmClient["find"]>>;
  readonly get: sinon.SinonStub<Parameters<ArmClient["get"]>, ReturnType<ArmClient["get"]>>;
  readonly poll: sinon.SinonStub<Parameters<ArmClient["poll"]>, ReturnType<ArmClient["poll"]>>;
  readonly list: sinon.SinonStub<Parameters<ArmClient["list"]>, ReturnType<ArmClient["list"]>>;
  readonly write: sinon.SinonStub<Parameters<ArmClient["write"]>, ReturnType<ArmClient["write"]>>;
}

/** An ARM client whose methods fail with their names until a test stubs them. */
export function fakeArm(): FakeArm {
  const arm: FakeArm = {
    find: sinon.stub(),
    get: sinon.stub(),
    poll: sinon.stub(),
    list: sinon.stub(),
    write: sinon.stub(),
  };
  arm.find.rejects(new Error("unexpected find"));
  arm.get.rejects(new Error("unexpected get"));
  arm.poll.rejects(new Error("unexpected poll"));
  arm.list.throws(new Error("unexpected list"));
  arm.write.rejects(new Error("unexpected write"));
  return arm;
}

/** A list of one page. */
export async function* pageOf(...entries: JsonObject[]): AsyncGenerator<JsonObject> {
  yield* entries;
}
