resource "prefect_flow" "backup" {
  name = "backup"
}

resource "prefect_deployment" "backup" {
  name    = "backup"
  flow_id = prefect_flow.backup.id

  schedules = [
    { slug = "daily", cron = "0 3 * * *" },
  ]
}

data "prefect_deployment_schedules" "backup" {
  deployment_id = prefect_deployment.backup.id
}

output "backup_crons" {
  value = { for one in data.prefect_deployment_schedules.backup.schedules : one.slug => one.cron }
}
