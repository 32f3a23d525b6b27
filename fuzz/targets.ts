import { answerTargets } from "./answers";
import { callTargets } from "./calls";
import { cdktfTargets } from "./cdktf-out";
import { ctyTargets } from "./cty";
import { fileTargets } from "./files";
import { frameTargets } from "./frames";
import { messageTargets } from "./messages";
import { planTargets } from "./plans";
import { stateTargets } from "./states";
import type { Target } from "./target";

/** All that is fuzzed; the shares add up to a thousand. */
export const targets: readonly Target[] = [
  ...messageTargets,
  ...answerTargets,
  ...callTargets,
  ...frameTargets,
  ...ctyTargets,
  ...fileTargets,
  ...stateTargets,
  ...planTargets,
  ...cdktfTargets,
];
