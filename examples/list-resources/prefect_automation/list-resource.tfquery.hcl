# Automations that act.
list "prefect_automation" "active" {
  provider = prefect

  config {
    enabled = true
  }
}
