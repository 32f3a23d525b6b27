"""Says what Prefect's own code makes of values. Reads a JSON list of [rule, ...arguments] from standard input and
writes a JSON list of booleans: whether Prefect accepts each."""

import asyncio
import json
import sys
import uuid
import warnings

from prefect.server.api import validation
from prefect.server.schemas import actions, core, schedules
from prefect.utilities.schema_tools.hydration import HydrationContext, hydrate
from prefect.utilities.schema_tools.validation import validate

warnings.simplefilter("ignore")


def fires(expression):
    """Whether the scheduler finds a date for a cron expression."""
    schedule = schedules.CronSchedule(cron=expression)
    return len(asyncio.run(schedule.get_dates(1))) == 1


def schedule(value):
    # The form that a request takes: an rrule is given its DTSTART here.
    actions.DeploymentScheduleCreate.model_validate({"schedule": value})


def create_with(values, schema):
    actions.DeploymentCreate.model_validate(
        {
            "name": "deployment",
            "flow_id": str(uuid.uuid4()),
            "parameters": values,
            "parameter_openapi_schema": schema,
            "enforce_parameter_schema": True,
        }
    )


def update_with(values, schema):
    context = HydrationContext(raise_on_error=True, render_jinja=True)
    validate(hydrate(values, context), schema, raise_on_error=True, ignore_required=True)


def job_variables(ignore_required):
    """Job variables in `POST /deployments/`, or with required ones in an automation; no default refers to a block."""

    def judge(values, schema):
        if values == {}:
            return
        template = {"job_configuration": {"command": "x"}, "variables": schema}
        asyncio.run(
            validation._validate_work_pool_job_variables(
                None, "pool", template, values, ignore_required=ignore_required
            )
        )

    return judge


def pool_template(template):
    """A template as `POST /work_pools/` judges it; no default refers to a block."""
    pool = actions.WorkPoolCreate(name="pool", base_job_template=template)
    asyncio.run(
        validation.validate_job_variable_defaults_for_work_pool(None, "pool", pool.base_job_template)
    )


def move_with(values, schema):
    template = {"job_configuration": {"command": "x"}, "variables": schema}
    actions.DeploymentUpdate(job_variables=values).check_valid_configuration(template)


RULES = {
    "cron": lambda expression: schedule({"cron": expression}),
    "cron fires": fires,
    "rrule": lambda rule: schedule({"rrule": rule}),
    "interval": lambda seconds: schedule({"interval": seconds}),
    "anchor date": lambda text: schedule({"interval": 60, "anchor_date": text}),
    "timezone cron": lambda name: schedule({"cron": "0 0 * * *", "timezone": name}),
    "timezone interval": lambda name: schedule({"interval": 60, "timezone": name}),
    "timezone rrule": lambda name: schedule({"rrule": "FREQ=DAILY", "timezone": name}),
    "parameter schema": lambda schema: create_with({}, schema),
    "parameter schema update": lambda schema: update_with({}, schema),
    "pool template": pool_template,
    "flow name": lambda name: actions.FlowCreate(name=name),
    "work pool name": lambda name: actions.WorkPoolCreate(name=name),
    "work queue name": lambda name: actions.WorkQueueCreate(name=name),
    "deployment name": lambda name: core.Deployment(name=name, flow_id=uuid.uuid4()),
    "variable name": lambda name: actions.VariableCreate(name=name, value=1),
    "parameters create": create_with,
    "parameters update": update_with,
    "job variables deployment": job_variables(ignore_required=True),
    "job variables action": job_variables(ignore_required=False),
    "job variables move": move_with,
}


def accepts(rule, *arguments):
    try:
        return RULES[rule](*arguments) is not False
    except Exception:
        return False


json.dump([accepts(*case) for case in json.load(sys.stdin)], sys.stdout)
