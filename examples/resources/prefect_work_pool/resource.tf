resource "prefect_work_pool" "batch" {
  name              = "batch"
  type              = "process"
  description       = "Nightly jobs"
  concurrency_limit = 20
}

# What deployments may set in `job_variables` is up to the template.
resource "prefect_work_pool" "containers" {
  name = "containers"
  type = "docker"

  base_job_template = jsonencode({
    job_configuration = {
      image   = "{{ image }}"
      command = "{{ command }}"
      env     = "{{ env }}"
    }
    variables = {
      type     = "object"
      required = ["image"]
      properties = {
        image   = { type = "string" }
        command = { type = "string" }
        env     = { type = "object", additionalProperties = { type = "string" } }
      }
    }
  })
}
