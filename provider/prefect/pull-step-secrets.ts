import { isUnknown, unknown } from "../cty/unknown";
import { type CtyValue, isWhollyKnown } from "../cty/value";
import { elements, entries } from "../framework/collections";
import { at, type Diagnostic, type Path, problem } from "../framework/diagnostic";
import { isJsonObject, parseExactJson } from "../framework/exact-json";
import {
  type JsonPath,
  mergeJson,
  onlyPlaces,
  sameApartFrom,
  setPlaces,
  spellPlace,
  withoutPlaces,
} from "../framework/json-parts";
import { type Given, type SecretPart, setTwice, settingPart } from "../framework/secret-part";
import { type PullStep, pullStepAttribute, pullStepField, pullStepOf } from "./pull-step";

/** The arguments that a step of code gets write-only, as one JSON object; undefined: none. */
function givenByStep(value: CtyValue): Given {
  const { access_token_wo: token = null, inputs_wo: inputs = null } = entries(value) ?? {};
  if (!isWhollyKnown(token) || !isWhollyKnown(inputs)) return unknown;
  if (token === null && inputs === null) return undefined;
  const document = typeof inputs === "string" ? settingPart(parseExactJson(inputs)) : {};
  return { json: token === null ? document : mergeJson(document, { access_token: token }) };
}

/** By the number of the step. */
function given(config: { readonly [name: string]: CtyValue }): Given {
  const steps = config.pull_steps ?? null;
  if (isUnknown(steps)) return unknown;
  const documents: Record<string, unknown> = {};
  for (const [index, step] of (elements(steps) ?? []).entries()) {
    if (isUnknown(step)) return unknown;
    const one = givenByStep(step);
    if (isUnknown(one)) return unknown;
    if (one !== undefined) documents[String(index)] = one.json;
  }
  return Object.keys(documents).length === 0 ? undefined : { json: documents };
}

/** The only function that a step calls, and its arguments; undefined: it is no such step. */
function callOf(step: PullStep): readonly [name: string, args: unknown] | undefined {
  const [call, ...more] = Object.entries(pullStepField(step));
  return call === undefined || more.length > 0 || !isJsonObject(call[1]) ? undefined : call;
}

const stepsOf = (value: CtyValue): readonly PullStep[] =>
  (elements(value) ?? []).flatMap((one) => pullStepOf(one) ?? []);

function withArguments(step: PullStep, json: unknown): PullStep {
  const call = callOf(step);
  return call === undefined || json === undefined
    ? step
    : pullStepAttribute({ [call[0]]: mergeJson(call[1], json) });
}

const inside = (places: readonly JsonPath[], index: string): readonly JsonPath[] =>
  places.filter(([first]) => first === index).map(([, ...rest]) => rest);

/** The step without its secret arguments, in the spelling that is kept where that means the same. */
function withoutArguments(step: PullStep, places: readonly JsonPath[], kept: PullStep | undefined): PullStep {
  const call = callOf(step);
  if (call === undefined || places.length === 0) return step;
  const old = kept === undefined ? undefined : callOf(kept);
  if (
    kept !== undefined &&
    old !== undefined &&
    old[0] === call[0] &&
    sameApartFrom(old[1], call[1], places)
  ) {
    return kept;
  }
  return pullStepAttribute({ [call[0]]: withoutPlaces(call[1], places) });
}

/**
 * Steps have a number and no name: when somebody else puts one in between, a secret stands in another step than the
 * one that it was written in. So what is secret in one step is in all of them, unless a step has it in the open.
 */
function placesIn(
  index: number,
  places: readonly JsonPath[],
  kept: PullStep | undefined,
): readonly JsonPath[] {
  const own = inside(places, String(index));
  const open = kept === undefined ? [] : setPlaces(callOf(kept)?.[1] ?? {});
  const isOpen = (place: JsonPath) => open.some((one) => one.every((step, depth) => step === place[depth]));
  const others = places.map(([, ...rest]) => rest).filter((place) => !isOpen(place));
  return [...own, ...others];
}

function split(whole: CtyValue, places: readonly JsonPath[], kept: CtyValue) {
  const old = stepsOf(kept);
  const secret: Record<string, unknown> = {};
  const plain = stepsOf(whole).map((step, index) => {
    const inStep = placesIn(index, places, old[index]);
    const found = onlyPlaces(callOf(step)?.[1] ?? {}, inStep);
    if (isJsonObject(found) && Object.keys(found).length > 0) secret[String(index)] = found;
    return withoutArguments(step, inStep, old[index]);
  });
  return { plain, json: secret };
}

function conflicts({
  pull_steps: steps = null,
}: {
  readonly [name: string]: CtyValue;
}): readonly Diagnostic[] {
  return (elements(steps) ?? []).flatMap((value, index) => {
    const secret = isUnknown(value) ? undefined : givenByStep(value);
    const step = pullStepOf(value);
    if (secret === undefined || isUnknown(secret) || step === undefined) return [];
    const path = at("pull_steps", index);
    const call = callOf(step);
    return call === undefined ? [noCall(path)] : stepConflicts(value, call[1], secret.json, path);
  });
}

function stepConflicts(value: CtyValue, plain: unknown, secret: unknown, path: Path): readonly Diagnostic[] {
  const { access_token_wo: token = null, inputs_wo: inputs = null } = entries(value) ?? {};
  const isTokenTwice =
    token !== null &&
    typeof inputs === "string" &&
    Object.hasOwn(Object(parseExactJson(inputs)), "access_token");
  const twoWays = isTokenTwice
    ? [
        problem(
          "access_token is set twice",
          "Both access_token_wo and inputs_wo set it. Remove it from one of them.",
          path,
        ),
      ]
    : [];
  return [...twoWays, ...setTwice(plain, secret, ["the step", "a write-only attribute of it"], path)];
}

const noCall = (path: Path): Diagnostic =>
  problem(
    "A step that takes no write-only arguments",
    "Its `inputs` are not the arguments of one function, so nothing can be merged over them. Give the function as `type`.",
    path,
  );

/** What steps of code give write-only: tokens, and any other arguments. */
export const writeOnlyArguments: SecretPart = {
  name: "pull_steps",
  given,
  join: (plain, json) => {
    if (isUnknown(plain)) return unknown;
    const documents = isJsonObject(json) ? json : {};
    return stepsOf(plain).map((step, index) => withArguments(step, documents[String(index)]));
  },
  split,
  conflicts,
  spell: ([index, ...rest]) => `pull_steps[${index ?? 0}]: ${spellPlace(rest)}`,
};
