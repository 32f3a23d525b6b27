import type { Figures } from "./figures";
import { deploymentsPart } from "./parts/deployments";
import { growthPart } from "./parts/growth";
import { nothingPart } from "./parts/nothing";
import { ownFlowsPart } from "./parts/own-flows";
import { requestsPart } from "./parts/requests";
import { startPart } from "./parts/start";
import { synthPart } from "./parts/synth";
import { writesPart } from "./parts/writes";

/** The parts of the benchmark by name, in the order in which they run. */
export const parts: Readonly<Record<string, () => Promise<Figures>>> = {
  start: startPart,
  nothing: nothingPart,
  requests: requestsPart,
  "own-flows": ownFlowsPart,
  "deployments-100": () => deploymentsPart(100),
  "deployments-1000": () => deploymentsPart(1000),
  writes: () => writesPart("SQLite"),
  "writes-postgresql": () => writesPart("PostgreSQL"),
  growth: growthPart,
  synth: synthPart,
};
