import { isJsonObject } from "./exact-json";

/** The most levels of arrays and objects that a server still answers with; at some 255 it fails, having stored them. */
const deepest = 250;

const isDeeper = (value: unknown, levels: number): boolean => {
  const inside: readonly unknown[] = Array.isArray(value)
    ? value
    : isJsonObject(value)
      ? Object.values(value)
      : [];
  return levels === 0 || inside.some((one) => isDeeper(one, levels - 1));
};

/** What is wrong with a JSON document that is nested too deep for a server. */
export const depthFault = (value: unknown): string | undefined =>
  isDeeper(value, deepest + 1) ? `It is nested more than ${deepest} levels deep.` : undefined;
