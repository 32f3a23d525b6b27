import { accepted, type Verdict } from "./verdict";

export const flowName = (_name: string): Verdict => accepted;
export const workPoolName = (_name: string): Verdict => accepted;
export const workQueueName = (_name: string): Verdict => accepted;
export const deploymentName = (_name: string): Verdict => accepted;
export const variableName = (_name: string): Verdict => accepted;
