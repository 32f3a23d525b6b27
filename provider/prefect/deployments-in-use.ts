const judging = [
  "parameters",
  "parameter_openapi_schema",
  "enforce_parameter_schema",
  "job_variables",
  "job_variables_wo",
  "work_pool_name",
  "work_queue_name",
];

/** What a plan makes of deployments that others depend on: runs of automations and schedules, flows that are deleted. */
export class DeploymentsInUse {
  private readonly expected = new Set<string>();
  private readonly leaving = new Set<string>();

  /** Notes that a deployment is to be destroyed. Terraform plans that before what it depends on, wherever it knows. */
  leave(id: string): void {
    this.leaving.add(id);
  }

  isLeaving(id: string): boolean {
    return this.leaving.has(id);
  }

  /** Notes that a deployment is to be changed. What its runs are judged by may not hold then. */
  expect(id: string, changed: ReadonlySet<string>): void {
    if (judging.some((name) => changed.has(name))) this.expected.add(id);
  }

  isExpected(id: string): boolean {
    return this.expected.has(id.toLowerCase());
  }

  /** Notes that a deployment is now as planned. */
  written(id: string): void {
    this.expected.delete(id);
  }
}
