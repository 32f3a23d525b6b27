data "prefect_worker_metadata" "known" {}

locals {
  process = jsondecode(data.prefect_worker_metadata.known.templates["process"])
}

# The default template of the worker type, with another working directory.
resource "prefect_work_pool" "scratch" {
  name = "scratch"
  type = "process"

  base_job_template = jsonencode(merge(local.process, {
    variables = merge(local.process.variables, {
      properties = merge(local.process.variables.properties, {
        working_dir = merge(local.process.variables.properties.working_dir, { default = "/srv/scratch" })
      })
    })
  }))
}
