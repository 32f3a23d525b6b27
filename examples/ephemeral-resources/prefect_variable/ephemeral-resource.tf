resource "prefect_variable" "mirror" {
  name = "mirror"
  value = {
    url  = "https://pypi.example.com/simple"
    user = "flows"
  }
}

# Read in each plan and apply, and stored in none of them.
ephemeral "prefect_variable" "mirror" {
  id = prefect_variable.mirror.id
}

resource "prefect_block" "mirror_user" {
  name      = "mirror-user"
  type_slug = "secret"

  data_wo = jsonencode({
    value = ephemeral.prefect_variable.mirror.value.user
  })
}
