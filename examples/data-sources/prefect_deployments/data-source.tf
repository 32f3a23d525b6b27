resource "prefect_flow" "export" {
  name = "export"
}

resource "prefect_deployment" "export" {
  for_each = toset(["customers", "orders"])
  name     = each.key
  flow_id  = prefect_flow.export.id
  tags     = ["nightly"]
}

data "prefect_deployments" "nightly" {
  flow_name  = prefect_flow.export.name
  tags       = ["nightly"]
  depends_on = [prefect_deployment.export]
}

output "nightly_deployment_ids" {
  value = { for one in data.prefect_deployments.nightly.deployments : one.name => one.id }
}
