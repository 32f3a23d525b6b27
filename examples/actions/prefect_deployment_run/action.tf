resource "prefect_flow" "backfill" {
  name = "backfill"
}

resource "prefect_deployment" "backfill" {
  name       = "backfill"
  flow_id    = prefect_flow.backfill.id
  entrypoint = "flows/backfill.py:backfill"
  version    = "2"

  parameters = jsonencode({ days = 7 })
  parameter_openapi_schema = jsonencode({
    type     = "object"
    required = ["region"]
    properties = {
      region = { type = "string", enum = ["eu", "us"] }
      days   = { type = "integer", default = 7 }
    }
  })

  # Each version is run once, as soon as it is deployed.
  lifecycle {
    action_trigger {
      events  = [after_create, after_update]
      actions = [action.prefect_deployment_run.backfill]
    }
  }
}

action "prefect_deployment_run" "backfill" {
  config {
    deployment_id   = prefect_deployment.backfill.id
    parameters      = jsonencode({ region = "eu" })
    tags            = ["backfill"]
    idempotency_key = "backfill-${prefect_deployment.backfill.version}"
  }
}

# By hand, with the end of the run:
#   terraform apply -invoke=action.prefect_deployment_run.last_year
action "prefect_deployment_run" "last_year" {
  config {
    deployment_id = prefect_deployment.backfill.id
    name          = "last-year"
    parameters    = jsonencode({ region = "us", days = 365 })
    wait          = true
    timeout       = 7200
  }
}
