locals {
  month_ends = "0 18 L * *"
}

output "first_month_ends" {
  value = provider::prefect::cron_next(local.month_ends, "Europe/Paris", "2027-01-01T00:00:00Z", 3)
}

# A plan warns when nothing would run within the next 35 days.
check "month_ends_come" {
  assert {
    condition = timecmp(
      provider::prefect::cron_next(local.month_ends, "Europe/Paris", plantimestamp(), 1)[0],
      timeadd(plantimestamp(), "${35 * 24}h"),
    ) < 0
    error_message = "The next month end is more than 35 days away."
  }
}
