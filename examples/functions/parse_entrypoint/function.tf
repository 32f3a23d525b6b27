locals {
  entrypoint = "flows/invoices.py:send_invoices"
  parts      = provider::prefect::parse_entrypoint(local.entrypoint)
}

# Prefect names a flow after its function, unless the decorator says otherwise.
resource "prefect_flow" "send_invoices" {
  name = replace(local.parts.function, "_", "-")
}

resource "prefect_deployment" "send_invoices" {
  name       = "monthly"
  flow_id    = prefect_flow.send_invoices.id
  entrypoint = local.entrypoint
}
