"""`everycall webhook`: who is told what outside of the house, tried and sent again."""

from datetime import datetime
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="Who is told what outside: list, try, send again.")

Actor = Annotated[str, typer.Option(help="Who does this.", prompt=True)]
Subscription = Annotated[str, typer.Argument(help="Id of the subscription.")]


@app.command("list")
def list_subscriptions(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead.")] = False,
) -> None:
    """Print every subscription: whereto, of what, how it goes; addresses of chats and secrets are not shown."""
    from cli.webhook_show import show_subscriptions

    show_subscriptions(as_json=as_json)


@app.command()
def ping(
    subscription: Subscription,
    seconds: Annotated[float, typer.Option(help="Wait so long for how it went.", min=0)] = 30.0,
) -> None:
    """Send a test; workers do it. Exit code 1 where it did not arrive in time."""
    from cli.webhook_show import ping_subscription

    if not ping_subscription(subscription, seconds):
        raise typer.Exit(1)


@app.command()
def replay(
    subscription: Subscription,
    actor: Actor,
    since: Annotated[
        datetime | None,
        typer.Option(
            help="All of what has happened since, in UTC; what was given up if left out.",
            formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M"],
        ),
    ] = None,
    delivery: Annotated[str | None, typer.Option(help="This one only.")] = None,
) -> None:
    """Send deliveries again, under the ids they had."""
    if since is not None and delivery is not None:
        raise typer.BadParameter("give --since or --delivery, not both")
    from cli.webhook_show import replay_deliveries

    replay_deliveries(subscription, actor, since, delivery)
