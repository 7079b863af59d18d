/** The first import of an entry point: throws, before other modules are loaded, if this version of Node.js is not supported. */
import { unsupportedNodeError } from "./node-version.js";

const error = unsupportedNodeError();
if (error !== undefined) throw error;
