resource "prefect_automation" "watch" {
  name = "Watch for late runs"

  trigger = {
    event = {
      posture = "Reactive"
      expect  = ["prefect.flow-run.Late"]
    }
  }

  actions = [{ type = "cancel-flow-run" }]
}

data "prefect_automation" "watch" {
  name = prefect_automation.watch.name
}

output "watch_is_enabled" {
  value = data.prefect_automation.watch.enabled
}
