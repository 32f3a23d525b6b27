resource "prefect_block_type" "warehouse" {
  name              = "Warehouse"
  slug              = "warehouse"
  description       = "Where the tables are"
  logo_url          = "https://example.com/warehouse.png"
  documentation_url = "https://example.com/warehouse"
}
