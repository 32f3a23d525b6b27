import { type IConstruct, Token } from "./framework";

/** An error that names the construct by its path, the property, what was given and what is wrong with it. */
export function refusal(construct: IConstruct, property: string, given: unknown, problem: string): Error {
  return new Error(`${construct.node.path}: ${property} ${JSON.stringify(given)}: ${problem}`);
}

/**
 * Checks the name of a flow, deployment, work pool or work queue. A name with a token in it is known only at
 * apply, and passes.
 *
 * @throws Error for a name that a Prefect server refuses
 */
export function checkName(construct: IConstruct, name: string): void {
  if (Token.isUnresolved(name)) return;
  if (name.trim() === "") throw refusal(construct, "name", name, "a name is needed");
  const banned = [...name].find((char) => bannedInNames.includes(char));
  if (banned) throw refusal(construct, "name", name, `"${banned}" is not allowed, nor are / % & > <`);
}

const bannedInNames = ["/", "%", "&", ">", "<"];
