import * as packages from "/npm/uppy6.js";
import { runUppy } from "./uppy.js";

runUppy(packages, "companionEndpoint");
