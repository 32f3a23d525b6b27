/** What a deployment of a file can be asked for by. */
export interface Titled {
  /** `etl/nightly`: the flow's name and the deployment's as it stands in the file. */
  readonly title: string;
  /** Others: with the flow's function, with placeholders filled in, and the deployment's name alone. */
  readonly names: readonly string[];
}

/**
 * The deployment that is called so: by its title, else by a name that no other one has.
 *
 * @throws Error listing the deployments where there is none, or more than one
 */
export function called<T extends Titled>(deployments: readonly T[], name: string, place: string): T {
  const exact = deployments.find(({ title }) => title === name);
  if (exact !== undefined) return exact;
  const [first, ...more] = deployments.filter(({ names }) => names.includes(name));
  if (first !== undefined && more.length === 0) return first;
  throw new Error(
    `${place}: ${JSON.stringify(name)} is ${first === undefined ? "none" : "more than one"} of its deployments: ${deployments.map(({ title }) => title).join(", ")}`,
  );
}
