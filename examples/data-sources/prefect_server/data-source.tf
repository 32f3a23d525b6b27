data "prefect_server" "current" {}

output "prefect_version" {
  value = data.prefect_server.current.version
}
