"""Say who can sign in to the invented places."""

from typing import Any

from django.core.management.base import BaseCommand

from wholeplace.edges.demo import PASSWORD
from wholeplace.edges.demo.build import who_can_sign_in


class Command(BaseCommand):
    """`who_can_sign_in`."""

    help = "List the people of the example places, with the password that all of them use."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line a person."""
        self.stdout.write(f'Everybody in the example places signs in with the password "{PASSWORD}":')
        for one in who_can_sign_in():
            self.stdout.write(f"  {one.email:36} {one.person}, {one.post} ({one.place})")
