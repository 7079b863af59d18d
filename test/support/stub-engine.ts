/** The engine for unit tests that the package exports. */
export { type StubEngine, stubEngine, writesIn } from "../../provider/testing/index.js";
