/** 200 resources that do nothing. */
export const things = `
resource "prefect_thing" "thing" {
  count = 200
  name  = "thing-\${count.index}"
}
`;

/** 100 deployments with a schedule each, of one flow: 200 objects that are measured, and the flow. */
export const deployments = `
resource "prefect_flow" "flow" {
  name = "bench"
}

resource "prefect_deployment" "deployment" {
  count       = 100
  name        = "deployment-\${count.index}"
  flow_id     = prefect_flow.flow.id
  description = "Deployment \${count.index} of the benchmark."
  entrypoint  = "flow.py:flow"
  tags        = ["bench", "number-\${count.index}"]
  parameters  = jsonencode({ number = count.index, names = ["a", "b"] })
}

resource "prefect_deployment_schedule" "schedule" {
  count         = 100
  deployment_id = prefect_deployment.deployment[count.index].id
  cron          = "\${count.index % 60} 6 * * *"
  timezone      = "Europe/Paris"
}
`;
