resource "prefect_flow" "cleanup" {
  name = "cleanup"
}

resource "prefect_deployment" "cleanup" {
  name    = "cleanup"
  flow_id = prefect_flow.cleanup.id
}

# Runs a deployment when a flow run has crashed.
resource "prefect_automation" "clean_up" {
  name        = "Clean up after crashes"
  description = "Removes what a crashed run has left behind"

  trigger = {
    event = {
      posture   = "Reactive"
      expect    = ["prefect.flow-run.Crashed"]
      match     = jsonencode({ "prefect.resource.id" = "prefect.flow-run.*" })
      for_each  = ["prefect.resource.id"]
      threshold = 1
    }
  }

  actions = [
    {
      type          = "run-deployment"
      source        = "selected"
      deployment_id = prefect_deployment.cleanup.id
      parameters    = jsonencode({ dry_run = false })
    },
  ]
}

# Pauses a deployment when, within an hour, both have happened: a failure, and no success.
resource "prefect_automation" "pause" {
  name = "Pause what only fails"

  trigger = {
    compound = {
      require = "all"
      within  = 3600
      triggers = [
        { event = { posture = "Reactive", expect = ["prefect.flow-run.Failed"], threshold = 5, within = 3600 } },
        { event = { posture = "Proactive", expect = ["prefect.flow-run.Completed"], within = 3600 } },
      ]
    }
  }

  actions = [
    {
      type          = "pause-deployment"
      source        = "selected"
      deployment_id = prefect_deployment.cleanup.id
    },
  ]
}
