resource "prefect_flow" "report" {
  name = "report"
}

resource "prefect_work_pool" "reports" {
  name = "reports"
  type = "process"
}

resource "prefect_deployment" "on_demand" {
  name           = "on-demand"
  flow_id        = prefect_flow.report.id
  description    = "Mails the figures of the last days"
  tags           = ["finance"]
  work_pool_name = prefect_work_pool.reports.name
  entrypoint     = "flows/report.py:report"

  pull_steps = [
    {
      type       = "git_clone"
      repository = "https://github.com/example/flows.git"
      branch     = "main"
    },
  ]

  parameters = jsonencode({
    region = "eu"
  })
  parameter_openapi_schema = jsonencode({
    type     = "object"
    required = ["region"]
    properties = {
      region = { type = "string", enum = ["eu", "us"] }
      days   = { type = "integer", default = 7 }
    }
  })

  job_variables = jsonencode({
    env = { LOG_LEVEL = "INFO" }
  })

  concurrency_limit = 1
  concurrency_options = {
    collision_strategy = "ENQUEUE"
  }
}

# With its schedules, all of them.
resource "prefect_deployment" "daily" {
  name           = "daily"
  flow_id        = prefect_flow.report.id
  work_pool_name = prefect_work_pool.reports.name
  path           = "/srv/flows"
  entrypoint     = "report.py:report"
  parameters     = jsonencode({ region = "eu", days = 1 })

  schedules = [
    { slug = "mornings", cron = "0 6 * * 1-5", timezone = "Europe/Berlin" },
    { slug = "us", cron = "0 6 * * 1-5", timezone = "America/New_York", parameters = jsonencode({ region = "us" }) },
  ]
}
