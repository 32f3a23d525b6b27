"""Says when Prefect's own code lets schedules fire. Reads a JSON list of [schedule, after, count] from standard input,
where `after` is in microseconds since 1970, and writes a JSON list: the moments of each in the same unit, ascending,
or null where Prefect's scheduler fails on it."""

import asyncio
import calendar
import datetime
import functools
import json
import sys
import warnings

from prefect._internal.schemas import validators
from prefect.server.schemas import actions

warnings.simplefilter("ignore")

# Prefect lists the time zones of its machine anew for each schedule.
validators.get_timezones = functools.cache(validators.get_timezones)

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
MICROSECOND = datetime.timedelta(microseconds=1)


def dates(schedule, after, count):
    # The form that a request takes; an old DTSTART, so that moments before today come as well.
    given = actions.DeploymentScheduleCreate.model_validate({"schedule": schedule}).schedule
    if "rrule" in schedule and "DTSTART" not in schedule["rrule"].upper():
        given = given.model_copy(update={"rrule": schedule["rrule"]})
    start = EPOCH + after * MICROSECOND
    found = asyncio.run(given.get_dates(count, start=start))
    return sorted(
        calendar.timegm(date.utctimetuple()) * 1_000_000 + date.microsecond for date in found
    )


def answer(schedule, after, count):
    try:
        return dates(schedule, after, count)
    except Exception:
        return None


json.dump([answer(*case) for case in json.load(sys.stdin)], sys.stdout)
