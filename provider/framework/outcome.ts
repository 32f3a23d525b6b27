import { isUnknown } from "../cty/unknown";
import type { CtyValue } from "../cty/value";
import type { Attributes } from "./attribute";
import { sameAnswer, sameAttribute } from "./collections";
import { at, type Diagnostic, type Path, problem, spellPath, warning } from "./diagnostic";
import { lostParts } from "./lost-parts";
import type { Fields } from "./plan";
import type { RemoteFields } from "./resource";
import { settle } from "./spelling";

/** State after a write: the planned spelling where the server agrees, and a complaint where it does not. */
export interface Outcome {
  readonly state: Fields;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Joins what was planned with what the server answered. Every planned value that is known comes back as planned;
 * where the server holds something else the state tells the truth and a diagnostic names the attribute.
 */
export function afterWrite(
  attributes: Attributes,
  planned: Fields,
  prior: Fields | null,
  remote: RemoteFields,
): Outcome {
  const state: Record<string, CtyValue> = {};
  const diagnostics: Diagnostic[] = [];
  for (const [name, attribute] of Object.entries(attributes)) {
    const wanted = planned[name] ?? null;
    const actual = remote[name];
    if (attribute.words.writeOnly === true) {
      state[name] = null;
    } else if (isUnknown(wanted)) {
      state[name] = actual === undefined ? (prior?.[name] ?? null) : actual;
    } else if (actual === undefined || sameAnswer(attribute, wanted, actual)) {
      state[name] = wanted;
    } else if (prior !== null && sameAttribute(attribute, wanted, prior[name] ?? null)) {
      // Nothing of it was sent: somebody changed it since the plan, which the next plan shows.
      state[name] = wanted;
      diagnostics.push(
        warning(
          `${name} was changed on the server since the plan`,
          `This apply did not touch ${name}, and somebody else did. Plan again to see the difference.`,
          [{ attribute: name }],
        ),
      );
    } else {
      state[name] = actual;
      diagnostics.push(notKept(name, lostParts(attribute, wanted, actual, at(name))));
    }
  }
  return { state, diagnostics };
}

function notKept(name: string, parts: readonly Path[]): Diagnostic {
  const [first = at(name), ...others] = parts;
  const spelt = parts.map(spellPath).join(", ");
  return problem(
    `The server did not keep ${name}`,
    `The server accepted the request but holds another value for ${spelt} than the one that was sent. ` +
      "Another client may have changed the object in the same moment; plan again to see the difference.",
    others.length === 0 ? first : at(name),
  );
}

/** State after a partial write: what the server told, else the prior value; never an unknown. */
export function afterPartialWrite(
  attributes: Attributes,
  prior: Fields | null,
  remote: RemoteFields,
): Fields {
  const state: Record<string, CtyValue> = {};
  for (const [name, { words }] of Object.entries(attributes)) {
    const actual = words.writeOnly !== true ? remote[name] : null;
    state[name] = actual === undefined ? (prior?.[name] ?? null) : actual;
  }
  return state;
}

/** State after a read: the stored spelling where it means the same as what the server has. */
export function afterRead(attributes: Attributes, stored: Fields, remote: RemoteFields): Fields {
  const state: Record<string, CtyValue> = {};
  for (const [name, attribute] of Object.entries(attributes)) {
    const actual = attribute.words.writeOnly !== true ? remote[name] : null;
    const old = stored[name] ?? null;
    state[name] = actual === undefined ? old : settle(attribute, old, actual);
  }
  return state;
}
