"""How people sign in: passwords, second factors and how fast somebody may guess."""

from .mode import MODE

AUTH_USER_MODEL = "organisation.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if MODE == "demo":
    PASSWORD_HASHERS = ["infoshare.demo.hashing.QuickHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("sign_in_name", "name")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "infoshare.access.sign_in.block_list.BlockListValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "infoshare.access.sign_in.adapter.ClosedAccountAdapter"
ACCOUNT_FORMS = {
    "login": "infoshare.access.sign_in.forms.SignInForm",
    "change_password": "infoshare.access.sign_in.forms.OwnPasswordForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "sign_in_name"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
# Wrong passwords wait by infoshare.access.sign_in.throttle. These count the codes of one person,
# and floods from one network, behind which a whole home may be.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "120/m/ip,5/m/key"}

# Nobody can switch the second factor off: only the demo, whose people are invented, lacks it.
SECOND_FACTOR_REQUIRED = MODE != "demo"
MFA_ADAPTER = "infoshare.access.sign_in.factors.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "InfoShare"
# A code works once and in its own half minute: a wider window would let it be used again.
MFA_TOTP_TOLERANCE = 0
MFA_RECOVERY_CODES_SHOW_ONCE = True
# Browsers allow passkeys on localhost without TLS.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = MODE == "development"
MFA_FORMS = {
    "authenticate": "infoshare.access.sign_in.forms.SecondFactorForm",
    "reauthenticate": "infoshare.access.sign_in.forms.ConfirmWithCodeForm",
    "activate_totp": "infoshare.access.sign_in.forms.AppForm",
    "generate_recovery_codes": "infoshare.access.sign_in.forms.PrintedCodesForm",
    "add_webauthn": "infoshare.access.sign_in.forms.AddPasskeyForm",
    "authenticate_webauthn": "infoshare.access.sign_in.forms.PasskeyForm",
    "reauthenticate_webauthn": "infoshare.access.sign_in.forms.ConfirmWithPasskeyForm",
}
