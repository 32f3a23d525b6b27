resource "prefect_variable" "limit" {
  for_each = { soft = 10, hard = 20 }
  name     = "limit_${each.key}"
  value    = each.value
  tags     = ["limits"]
}

data "prefect_variables" "limits" {
  tags       = ["limits"]
  depends_on = [prefect_variable.limit]
}

output "limits" {
  value = { for one in data.prefect_variables.limits.variables : one.name => jsondecode(one.value_json) }
}
