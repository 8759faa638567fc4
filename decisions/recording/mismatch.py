"""A calm page where what is stored is not what was sealed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from infoshare.ledger.reading import LedgerMismatch, NoSuchEntry

Function = TypeVar("Function", bound=Callable[..., HttpResponse])


def calm_when_unsealed(view: Function) -> Function:
    """Show what to do, and nothing of the record, when a record does not match its seal."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (LedgerMismatch, NoSuchEntry):
            return render(request, "register/mismatch.html")

    return cast(Function, guarded)
