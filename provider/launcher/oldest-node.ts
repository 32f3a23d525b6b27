/** The oldest Node with all that is used: `AbortSignal.any` came with it. */
export const oldestNode = "20.3";
