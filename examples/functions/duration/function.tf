resource "prefect_flow" "poll" {
  name = "poll"
}

resource "prefect_deployment" "poll" {
  name    = "poll"
  flow_id = prefect_flow.poll.id

  schedules = [
    { slug = "often", interval = provider::prefect::duration("1h30m") },
  ]
}
