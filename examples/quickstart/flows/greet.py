from prefect import flow


@flow(name="greet", log_prints=True)
def greet(name: str = "world", times: int = 1, shout: bool = False) -> str:
    """Greets someone, as often as asked.

    Args:
        name: who is greeted
        times: how often
        shout: whether to raise the voice
    """
    greeting = f"Hello, {name}!"
    if shout:
        greeting = greeting.upper()
    for _ in range(times):
        print(greeting)
    return greeting


if __name__ == "__main__":
    greet()
