from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils.csp import CSP

from tilth.config.databases import database
from tilth.config.env import read
from tilth.config.secret import secret_key

BASE_DIR = Path(__file__).resolve().parent.parent.parent

env = read()
DATA_DIR = (BASE_DIR / env.data_dir).absolute()
SECRET_KEY = env.secret_key or secret_key(DATA_DIR)
DEBUG = env.debug
BASE_URL = env.base_url
ALLOWED_HOSTS = env.hosts
CSRF_TRUSTED_ORIGINS = [env.base_url]
DATABASES = {"default": database(env.database_url, DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "tilth.config.urls"
FORMER_COLLEAGUES = env.former_colleagues
COMPOSER_PROMPT = env.composer_prompt
METRICS_TOKEN = env.metrics_token
MAX_UPLOAD = env.max_upload_mb * 2**20  # bytes of one file
LINK_PREVIEWS = env.link_previews

INSTALLED_APPS = [
    "tilth.core",
    "tilth.access",
    "tilth.events",
    "tilth.live",
    "tilth.search",
    "tilth.files",
    "tilth.once",
    "tilth.previews",
    "tilth.drafts",
    "tilth.notifications",
    "tilth.people",
    "tilth.groups",
    "tilth.contributions",
    "tilth.stream",
    "tilth.questions",
    "tilth.updates",
    "tilth.home",
    "tilth.api",
    "tilth.imports",
    "tilth.demo",
    "django_htmx",
    "allauth",
    "allauth.account",
    "django_vtasks",
    "django_vtasks.db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tilth.home.refusals.turn_away_too_much",
    "tilth.home.middleware.CompressPages",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "tilth.home.kept.KeepWhatWasTyped",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Closed unless a view says otherwise: a forgotten decorator locks out, never lets in.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tilth.access.scope.remember_scopes",
    "tilth.home.middleware.as_the_person_wishes",
    "tilth.home.refusals.SayWhy",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "tilth.home.frame.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "tilth.core.templatetags.tilth",
                "tilth.once.templatetags.once",
                "tilth.drafts.templatetags.drafts",
            ],
        },
    }
]

# Sign-in
AUTH_USER_MODEL = "people.Person"
LOGIN_URL = "account_login"  # the name that allauth looks for
LOGIN_REDIRECT_URL = "stream"
LOGOUT_REDIRECT_URL = "account_login"
AUTHENTICATION_BACKENDS = ["tilth.people.sign_in.Backend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("MinimumLengthValidator", "CommonPasswordValidator")
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "tilth.people.sign_in.Adapter"

# Cookies and headers
SESSION_COOKIE_NAME = "__Host-tilth" if env.is_https else "tilth"
CSRF_COOKIE_NAME = "__Host-tilth-csrf" if env.is_https else "tilth-csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.is_https
CSRF_COOKIE_HTTPONLY = True  # scripts have the token from the page
SESSION_COOKIE_AGE = int(timedelta(days=30).total_seconds())
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.is_https else None
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if env.is_https else 0
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "tilth.home.views.csrf_failed"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "media-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "tilth.files.limit.NoLargerThanAllowed",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

# Words and times
LANGUAGE_CODE = "en"
# Each under its own name, as whoever looks for it knows it.
LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("fr", "Français")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"

# Files
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "static" / "collected"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # empty until `make setup` has built it
STATICFILES_DIRS = [path for path in [BASE_DIR / "static" / "built"] if path.is_dir()]
MEDIA_ROOT = DATA_DIR / "files"
STORAGES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "tilth.config.assets.Storage"},
}
WHITENOISE_MAX_AGE = 60

# Work behind the pages
TASKS = {"default": {"BACKEND": "django_vtasks.backends.db.DatabaseTaskBackend"}}
VTASKS_MAX_RESCUES = 3  # the default, 0, gives up on a task whose process was killed
VTASKS_RESCUE_INTERVAL = 10
VTASKS_SCHEDULE = {
    "clear-up": {
        "task": "tilth.home.tasks.clear_up",
        "schedule": "17 3 * * *",
    }
}
REDIS_URL = env.redis_url
LIVE_CHANNEL = f"{env.redis_prefix}-live"
CHANNEL_LAYERS: dict[str, Any] = {
    "default": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": [env.redis_url], "prefix": env.redis_prefix},
    }
    if env.redis_url
    else {"BACKEND": "channels.layers.InMemoryChannelLayer"}
}
CACHES: dict[str, Any] = {
    "default": {
        "BACKEND": "tilth.config.cache.RedisOrMemory",
        "LOCATION": env.redis_url,
        "KEY_PREFIX": env.redis_prefix,
        "OPTIONS": {"socket_timeout": 1},
    }
    if env.redis_url
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # What somebody may not see or do is no fault of ours: each would be a warning with a traceback.
    "loggers": {"django.request": {"level": "ERROR"}},
}
