const judging = [
  "parameters",
  "parameter_openapi_schema",
  "enforce_parameter_schema",
  "job_variables",
  "job_variables_wo",
  "work_pool_name",
  "work_queue_name",
];

/** Deployments whose runs automations and schedules ask for. */
export class DeploymentsInUse {
  private readonly expected = new Set<string>();

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
