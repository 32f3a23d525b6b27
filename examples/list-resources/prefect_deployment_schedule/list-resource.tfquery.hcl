# Schedules of a flow's deployments.
list "prefect_deployment_schedule" "ingest" {
  provider = prefect

  config {
    flow_name = "ingest"
  }
}
