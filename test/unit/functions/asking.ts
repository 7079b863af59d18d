/** Shared by the unit tests of functions: a stubbed engine that the functions call. */
import sinon from "sinon";
import { useEngine } from "../../../provider/functions/program-engine.js";
import { type StubEngine, stubEngine } from "../../../provider/testing/index.js";

/** A stubbed engine that functions call, for each test of the surrounding `describe`. Its time is 2026-03-10 12:00 UTC. */
export function engineForFunctions(): () => StubEngine {
  let stub = stubEngine();
  beforeEach(() => {
    stub = stubEngine();
    sinon.stub(stub.armed, "now").resolves(new Date("2026-03-10T12:00:00Z"));
    useEngine(stub.engine);
  });
  afterEach(() => useEngine(undefined));
  return () => stub;
}
