/** What the unit tests of functions share: a stubbed engine that functions ask. */
import sinon from "sinon";
import { useEngine } from "../../../provider/functions/program-engine.js";
import { type StubEngine, stubEngine } from "../../../provider/testing/index.js";

/** A stubbed engine for each test of the surrounding `describe`, which functions ask; its time is noon of 2026-03-10, UTC. */
export function askedEngine(): () => StubEngine {
  let stub = stubEngine();
  beforeEach(() => {
    stub = stubEngine();
    sinon.stub(stub.armed, "now").resolves(new Date("2026-03-10T12:00:00Z"));
    useEngine(stub.engine);
  });
  afterEach(() => useEngine(undefined));
  return () => stub;
}
