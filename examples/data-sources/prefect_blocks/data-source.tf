resource "prefect_block" "inbox" {
  for_each  = toset(["inbox-eu", "inbox-us"])
  name      = each.key
  type_slug = "local-file-system"
  data      = jsonencode({ basepath = "/srv/${each.key}" })
}

data "prefect_blocks" "file_systems" {
  type_slug  = "local-file-system"
  depends_on = [prefect_block.inbox]
}

output "file_system_ids" {
  value = { for one in data.prefect_blocks.file_systems.blocks : one.name => one.id }
}
