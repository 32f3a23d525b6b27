resource "prefect_flow" "sync" {
  name = "sync"
}

resource "prefect_deployment" "hourly" {
  name    = "hourly"
  flow_id = prefect_flow.sync.id
}

resource "prefect_deployment_schedule" "nights" {
  deployment_id = prefect_deployment.hourly.id
  slug          = "nights"
  cron          = "0 2 * * *"
  timezone      = "Europe/Paris"
  parameters    = jsonencode({ full = true })
}

resource "prefect_deployment_schedule" "quarter_hours" {
  deployment_id = prefect_deployment.hourly.id
  slug          = "quarter-hours"
  interval      = 15 * 60
  anchor_date   = "2026-01-01T00:00:00Z"
}

resource "prefect_deployment_schedule" "month_ends" {
  deployment_id = prefect_deployment.hourly.id
  slug          = "month-ends"
  rrule         = "FREQ=MONTHLY;BYMONTHDAY=-1"
}
