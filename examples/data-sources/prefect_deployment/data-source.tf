resource "prefect_flow" "forecast" {
  name = "forecast"
}

resource "prefect_deployment" "weekly" {
  name    = "weekly"
  flow_id = prefect_flow.forecast.id
}

data "prefect_deployment" "weekly" {
  flow_name = prefect_flow.forecast.name
  name      = prefect_deployment.weekly.name
}

output "weekly_forecast_parameters" {
  value = jsondecode(data.prefect_deployment.weekly.parameters)
}
