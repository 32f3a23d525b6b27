resource "prefect_flow" "score" {
  for_each = toset(["score-eu", "score-us"])
  name     = each.key
  tags     = ["scoring"]
}

# Those with all of the tags, whoever made them.
data "prefect_flows" "scoring" {
  tags       = ["scoring"]
  depends_on = [prefect_flow.score]
}

output "scoring_flows" {
  value = data.prefect_flows.scoring.flows[*].name
}
