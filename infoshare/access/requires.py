"""Each view names the permission that it requires; a view that names none is refused."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

from infoshare.access.permissions import Permission
from infoshare.access.scope import may
from infoshare.access.sessions.kept import is_locked, to_sign_in_again
from infoshare.organisation.models import User


class SignedInRequest(HttpRequest):
    """A request behind `@requires`: somebody is signed in."""

    user: User


class View(Protocol):
    required_permissions: tuple[Permission, ...]

    def __call__(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase: ...


Function = TypeVar("Function", bound=Callable[..., HttpResponseBase])


def requires(
    *permissions: Permission, on_expired_post: Callable[..., bool] | None = None
) -> Callable[[Function], Function]:
    """Let a view through only for people who have the permission at some home.

    Of several permissions any one will do: a page may serve people of different roles.

    Without sign-in: to the sign-in page, and back. Signed in, and never entitled to this page in
    any home: the same 404 as for a page that does not exist. Which home and which child is the
    view's own question, put to `visible_to`.

    `on_expired_post` is called with the request and the address's parts when a form comes back
    and nobody is signed in any more: the place to keep what was typed. It says whether it did.
    """

    def decorate(view: Function) -> Function:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if Permission.PUBLIC not in permissions:
                if not request.user.is_authenticated:
                    waits = request.method == "POST"
                    if on_expired_post is not None and waits:
                        waits = not on_expired_post(request, *args, **kwargs)
                    if is_locked(request):
                        return to_sign_in_again(request, keep=waits)
                    return redirect_to_login(request.get_full_path())
                if not any(may(request.user, permission) for permission in permissions):
                    raise Http404
            return view(request, *args, **kwargs)

        guarded.required_permissions = permissions  # type: ignore[attr-defined]
        return cast(Function, guarded)

    return decorate


def in_sight_but_not_yours(sentence: str) -> PermissionDenied:
    """What a view raises where a person may see a thing and not do this to it (403)."""
    return PermissionDenied(sentence)
