"""The person who signs in. One person, one account: records are signed by their author."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class UserManager(BaseUserManager["User"]):
    def create_user(self, sign_in_name: str, password: str | None = None, **fields: Any) -> User:
        """A new person; without a password the account cannot sign in."""
        user = self.model(sign_in_name=sign_in_name.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Staff of a provider, or a visitor during a visit.

    The sign-in name is not an email address: many care workers have none at work. Accounts are
    deactivated, never deleted: what they signed keeps its author.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sign_in_name = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    # Held, so that an approval by telephone can be rung for on a number that is known.
    telephone = models.CharField(max_length=40, blank=True)
    trained_until = models.DateField("training in sharing information", null=True, blank=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "sign_in_name"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = UserManager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return f"user {self.pk}"

    def get_full_name(self) -> str:
        return self.name
