"""`everycall people`: the first administrator, and a way back in for whoever is locked out."""

from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="The people who may sign in; the API does the rest.")

Login = Annotated[str, typer.Option(help="What they type to sign in.", prompt=True)]


@app.command("create-admin")
def create_admin(
    login: Login,
    name: Annotated[str, typer.Option(help="As shown to people.", prompt=True)],
    password: Annotated[
        str,
        typer.Option(
            help="At least 12 characters; asked for, so that no shell remembers it.",
            prompt=True,
            confirmation_prompt=True,
            hide_input=True,
            envvar="EVERYCALL_ADMIN_PASSWORD",
        ),
    ],
) -> None:
    """Make an account for an administrator."""
    from cli.people_files import create_admin

    create_admin(login, name, password)


@app.command()
def reset(login: Login) -> None:
    """Take password and second factor of somebody away; prints a one-time token to set a new password with."""
    from cli.people_files import reset

    reset(login)
