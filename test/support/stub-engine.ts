/** The engine of unit tests, as the package gives it to its users. */
export { type StubEngine, stubEngine, writesIn } from "../../provider/testing/index.js";
