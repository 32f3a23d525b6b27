import { type Diagnostic, type Path, problem } from "../framework/diagnostic";

/** What one operation knows of the schedules that the code declares, beyond what a single resource sees. */
export class ScheduleOwners {
  /** Ids of deployments whose schedules are declared with them. */
  readonly inline = new Set<string>();
  /** Ids of deployments with schedules that are resources of their own. */
  readonly separate = new Set<string>();
  /** How this process came to the deployments that no state knew. */
  private readonly origins = new Map<string, "made" | "found">();
  /** Ids of schedules that a resource has been given: no second one gets them. */
  private readonly claimed = new Set<string>();

  /** A deployment was made by this process. */
  made(deploymentId: string): void {
    this.origins.set(deploymentId, "made");
  }

  /** A deployment was on the server, unknown to the state: nor does the state know any of its schedules. */
  found(deploymentId: string): void {
    if (!this.origins.has(deploymentId)) this.origins.set(deploymentId, "found");
  }

  isMade(deploymentId: string): boolean {
    return this.origins.get(deploymentId) === "made";
  }

  isFound(deploymentId: string): boolean {
    return this.origins.get(deploymentId) === "found";
  }

  /** The first of these schedules that nobody has claimed; it is claimed with that. */
  claim<Row extends { readonly id: string }>(rows: readonly Row[]): Row | undefined {
    const free = rows.find(({ id }) => !this.claimed.has(id));
    if (free !== undefined) this.claimed.add(free.id);
    return free;
  }
}

/** Said of the second of the two resources that a plan meets. */
export const alsoSeparate = (deploymentId: string, path: Path): Diagnostic =>
  problem(
    "Inline and separate schedules on one deployment",
    `The deployment ${deploymentId} declares all of its schedules in its attribute \`schedules\`, and has a prefect_deployment_schedule beside, which it would remove. ` +
      "Move that one into `schedules`, or leave `schedules` out.",
    path,
  );
