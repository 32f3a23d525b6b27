"""Executes the runs of deployments that a stack declares: `python serve.py`, in the folder of the flows."""

from uuid import UUID

from prefect import serve
from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import DeploymentUpdate
from prefect.deployments.runner import RunnerDeployment

from greet import serving_greet


class Declared(RunnerDeployment):
    """A deployment that exists already: it is looked up and resumed, where others would be written anew."""

    async def aapply(self, *_: object, **__: object) -> UUID:
        async with get_client() as client:
            deployment = await client.read_deployment_by_name(self.full_name)
            await client.update_deployment(deployment.id, DeploymentUpdate(paused=False))
            return deployment.id

    apply = aapply  # what older versions of Prefect call


if __name__ == "__main__":
    serve(Declared(name="served", flow_name=serving_greet.name))
