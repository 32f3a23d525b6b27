resource "prefect_automation" "watch" {
  name    = "Watch the warehouse"
  tags    = ["warehouse"]
  trigger = { event = { posture = "Reactive", expect = ["warehouse.full"] } }
}

data "prefect_automations" "warehouse" {
  tags       = ["warehouse"]
  enabled    = true
  depends_on = [prefect_automation.watch]
}

output "warehouse_automations" {
  value = data.prefect_automations.warehouse.automations[*].name
}
