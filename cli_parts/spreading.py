"""Options that several commands have: written once as the fields of a dataclass, spread over a command."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import MISSING, fields
from functools import wraps
from typing import Any, get_type_hints


def spread(options: type[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """For a command whose parameter `asked` is of this dataclass: on the command line each field is an option, in the
    place of that parameter."""

    def changed(command: Callable[..., None]) -> Callable[..., None]:
        hints = get_type_hints(options, include_extras=True)
        own = {
            field.name: inspect.Parameter(
                field.name, inspect.Parameter.KEYWORD_ONLY, annotation=hints[field.name],
                default=inspect.Parameter.empty if field.default is MISSING else field.default,
            )
            for field in fields(options)
        }  # fmt: skip
        signature = inspect.signature(command, eval_str=True)
        kept = [
            one.replace(kind=inspect.Parameter.KEYWORD_ONLY)
            for name, one in signature.parameters.items()
            if name != "asked"
        ]

        @wraps(command)
        def spreading(**given: Any) -> None:
            command(**{name: value for name, value in given.items() if name not in own},
                    asked=options(**{name: given[name] for name in own}))  # fmt: skip

        shown = [*kept, *own.values()]
        vars(spreading).pop("__wrapped__")  # typer would look at the parameters of that one
        spreading.__annotations__ = {one.name: one.annotation for one in shown}
        vars(spreading)["__signature__"] = signature.replace(parameters=shown)
        return spreading

    return changed
