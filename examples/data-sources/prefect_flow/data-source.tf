resource "prefect_flow" "train" {
  name = "train"
}

data "prefect_flow" "train" {
  name = prefect_flow.train.name
}

output "train_flow_id" {
  value = data.prefect_flow.train.id
}
