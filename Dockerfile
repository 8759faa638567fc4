FROM python:3.11-slim AS packages

COPY requirements.txt .
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt

FROM python:3.11-slim

ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    INFOSHARE_STATIC_ROOT=/app/staticfiles

RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin infoshare \
    && mkdir /data /key \
    && chown infoshare /data /key \
    && chmod 700 /data /key

WORKDIR /app
COPY --from=packages /opt/venv /opt/venv
COPY manage.py ./
COPY infoshare infoshare
COPY children children
COPY decisions decisions
COPY templates templates
COPY static static

# The settings ask for a key before anything runs. This one signs nothing and is not kept.
RUN SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
    ALLOWED_HOSTS=build INFOSHARE_DATA_DIR=/data INFOSHARE_LEDGER_KEY_FILE=/key/ledger \
    python manage.py collectstatic --no-input

# Everything but /data, /key and temporary files may be mounted read-only.
USER infoshare
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/livez', timeout=4)"]

# gunicorn would open a control socket in a home directory, which this user does not have. One
# process, so that the limits on failed sign-ins are counted in one place.
CMD ["gunicorn", "infoshare.wsgi", "--bind=0.0.0.0:8000", "--workers=1", "--threads=8", \
     "--worker-tmp-dir=/dev/shm", "--no-control-socket"]
