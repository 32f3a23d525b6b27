"""The flow of tests/five-ways.test.ts, and three of Prefect's own ways to deploy it: `python etl.py deploy POOL`."""

import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

from prefect import flow
from prefect.client.schemas.objects import ConcurrencyLimitConfig
from prefect.events import DeploymentEventTrigger
from prefect.schedules import Cron, Interval, RRule


@flow(name="five-ways", version="7")
def etl(n: int = 2, name: str = "world", sizes: list[float] = [0.5]):
    """Does it.

    Args:
        n: how many
    """
    print(n, name, sizes)


common = {
    "tags": ["b", "a"],
    "parameters": {"n": 5},
    "schedules": [
        Cron("0 7 * * mon-fri", timezone="Europe/Paris", slug="mornings", parameters={"name": "Paris"}),
        Interval(
            timedelta(hours=6), anchor_date=datetime(2026, 1, 1, tzinfo=timezone.utc), timezone="UTC", slug="often"
        ),
        RRule("FREQ=WEEKLY;BYDAY=MO", timezone="Asia/Tokyo", slug="weekly", active=False),
    ],
    "triggers": [DeploymentEventTrigger(expect={"five-ways.never"}, parameters={"n": 9})],
}

if __name__ == "__main__":
    limit = ConcurrencyLimitConfig(limit=2, collision_strategy="CANCEL_NEW")
    if sys.argv[1] == "serve":
        etl.serve(name="serve", global_limit=limit, **common)
    else:
        etl.from_source(source=str(Path(__file__).parent), entrypoint="etl.py:etl").deploy(
            name="deploy",
            work_pool_name=sys.argv[2],
            job_variables={"env": {"LEVEL": "debug"}},
            concurrency_limit=limit,
            **common,
        )
