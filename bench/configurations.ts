/** Resources that do nothing. */
export const things = (count: number): string => `
resource "prefect_thing" "thing" {
  count = ${count}
  name  = "thing-\${count.index}"
}
`;

/** Deployments with a schedule each, of one flow: twice as many objects that are measured, and the flow. */
export const deployments = (count: number): string => `
resource "prefect_flow" "flow" {
  name = "bench"
}

resource "prefect_deployment" "deployment" {
  count       = ${count}
  name        = "deployment-\${count.index}"
  flow_id     = prefect_flow.flow.id
  description = "Deployment of the benchmark."
  entrypoint  = "flow.py:flow"
  tags        = ["bench"]
  parameters  = jsonencode({ number = 1, names = ["a", "b"] })
}

resource "prefect_deployment_schedule" "schedule" {
  count         = ${count}
  deployment_id = prefect_deployment.deployment[count.index].id
  cron          = "0 6 * * *"
  timezone      = "Europe/Paris"
}
`;
