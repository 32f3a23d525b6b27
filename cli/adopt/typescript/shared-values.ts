import { type Code, print, record } from "./code";

/** Properties of deployments that those of one flow tend to have in common; constants are called by the same names. */
const shareable = ["pullSteps", "parameterOpenapiSchema", "description"];

export interface Shared {
  /** Statements that say it once. */
  readonly constants: readonly (readonly [name: string, value: Code])[];
  readonly codes: readonly Code[];
}

/** Says once what several deployments of a file say alike, if that takes more than a line. */
export function shareValues(codes: readonly Code[]): Shared {
  const constants = shareable.flatMap((name): (readonly [string, Code])[] => {
    const values = codes.flatMap((code) => propsOf(code)?.find(([key]) => key === name)?.[1] ?? []);
    const value = mostFrequent(values.filter((one) => print(one, "", name.length + 2).includes("\n")));
    return value === undefined ? [] : [[name, value]];
  });
  const texts = new Map(constants.map(([name, value]) => [name, JSON.stringify(value)]));
  return {
    constants,
    codes: codes.map((code) => {
      const props = propsOf(code);
      if (props === undefined || code.is !== "call") return code;
      const short = props.map(([key, value]): readonly [string, Code] =>
        texts.get(key) === JSON.stringify(value) ? [key, { is: "atom", text: key }] : [key, value],
      );
      return { ...code, args: [...code.args.slice(0, -1), record(short)] };
    }),
  };
}

/** Properties of a deployment. */
function propsOf(code: Code) {
  if (code.is !== "call" || !/^new (Served)?Deployment$/.test(code.callee)) return undefined;
  const last = code.args.at(-1);
  return last?.is === "object" ? last.fields : undefined;
}

/** The value that comes most often; undefined where each comes once. */
function mostFrequent(values: readonly Code[]): Code | undefined {
  const counts = new Map<string, number>();
  for (const value of values) {
    const text = JSON.stringify(value);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const most = Math.max(0, ...counts.values());
  return most < 2 ? undefined : values.find((value) => counts.get(JSON.stringify(value)) === most);
}
