import { accepted, doubtful, refused, type Verdict } from "./verdict";

/** Names of flows, deployments, work pools and work queues hold none of these. */
const bannedCharacters = /[/%&<>]/u;
const withoutBanned = "a name without / % & < >";

/** PostgreSQL cannot store NUL, SQLite can; a lone surrogate is no text in UTF-8. */
const unstorable = /\0|\p{Surrogate}/u;

const quoted = (text: string): string => JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);

function judge(kind: string, name: string, example: string, allowsEmpty: boolean): Verdict {
  const wants = `${withoutBanned} is needed, for example ${quoted(example)}.`;
  const banned = bannedCharacters.exec(name);
  if (banned !== null) {
    return refused(
      `${quoted(name)} cannot be the name of a ${kind}, since it holds ${quoted(banned[0])}: ${wants}`,
    );
  }
  if (name === "" && !allowsEmpty) return refused(`The name of a ${kind} cannot be empty: ${wants}`);
  if (unstorable.test(name)) {
    return doubtful(
      `${quoted(name)} holds a NUL or half a character, which not every server can store: ${wants}`,
    );
  }
  return accepted;
}

/** A flow's name: at least one character, none of `/ % & < >`. From `POST /flows/`. */
export const flowName = (name: string): Verdict => judge("flow", name, "etl", false);

/** A deployment's name: none of `/ % & < >`, which `POST /deployments/` answers with 500; it may be empty. */
export const deploymentName = (name: string): Verdict => judge("deployment", name, "nightly", true);

/** A work queue's name: at least one character, none of `/ % & < >`. From `POST /work_pools/{name}/queues`. */
export const workQueueName = (name: string): Verdict => judge("work queue", name, "high-priority", false);

/**
 * A work pool's name: none of `/ % & < >`, more than spaces and quotes, and not one of the server's own, which start
 * with `prefect` in any case and get a 403. From `POST /work_pools/`.
 */
export function workPoolName(name: string): Verdict {
  const verdict = judge("work pool", name, "kubernetes-prod", false);
  if (verdict.verdict === "refused") return verdict;
  if (/^[' "]*$/.test(name)) {
    return refused(
      `${quoted(name)} cannot be the name of a work pool: it needs more than spaces and quotes, for example "kubernetes-prod".`,
    );
  }
  if (/^prefect/i.test(name)) {
    return refused(
      `${quoted(name)} cannot be the name of a work pool: names that start with "prefect" are the server's own. Another name is needed, for example "kubernetes-prod".`,
    );
  }
  return verdict;
}

/** Variable names have at most this many characters. */
const longestVariableName = 255;

/** A variable's name: lower-case letters, digits, `-` and `_`, at most 255 of them. From `POST /variables/`. */
export function variableName(name: string): Verdict {
  const wants =
    'lower-case letters, digits, "-" and "_" are allowed, at most 255 of them, for example "bucket_name".';
  if (/[^a-z0-9_-]/.test(name.replace(/\n$/, ""))) {
    return refused(`${quoted(name)} cannot be the name of a variable: ${wants}`);
  }
  if (name.length > longestVariableName) {
    return refused(`A variable's name cannot be ${name.length} characters long: ${wants}`);
  }
  if (name.endsWith("\n")) return doubtful(`${quoted(name)} ends with a line break: ${wants}`);
  return accepted;
}

/** A block's name: lower-case letters, digits and `-`. From `POST /block_documents/`. */
export const blockName = (name: string): Verdict =>
  /^[a-z0-9-]+$/.test(name)
    ? accepted
    : refused(
        `${quoted(name)} cannot be the name of a block: lower-case letters, digits and "-" are needed, for example "prod-bucket".`,
      );
