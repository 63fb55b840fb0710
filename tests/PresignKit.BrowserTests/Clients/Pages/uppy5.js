import * as packages from "/npm/uppy5.js";
import { runUppy } from "./uppy.js";

runUppy(packages, "endpoint");
