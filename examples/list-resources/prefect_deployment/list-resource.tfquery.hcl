# Deployments with a tag that run on a pool; without `limit`, Terraform takes 100.
list "prefect_deployment" "production" {
  provider = prefect
  limit    = 1000

  config {
    work_pool_name = "kubernetes"
    tags           = ["production"]
  }
}
