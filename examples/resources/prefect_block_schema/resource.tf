resource "prefect_block_type" "mailbox" {
  name = "Mailbox"
  slug = "mailbox"
}

resource "prefect_block_schema" "mailbox" {
  block_type_id = prefect_block_type.mailbox.id
  capabilities  = ["send"]

  fields = jsonencode({
    title           = "Mailbox"
    type            = "object"
    required        = ["address", "password"]
    secret_fields   = ["password"]
    block_type_slug = "mailbox"
    properties = {
      address  = { title = "Address", type = "string" }
      password = { title = "Password", type = "string", format = "password" }
    }
  })
}
