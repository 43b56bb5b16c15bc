# service (default): the one image of all services and the sample partner; the command says which: `docker run haat:dev orders`.
# sandbox: the stand-ins for the payment, SMS and mail providers, for compose and the local overlay only.
# gateway: nginx with the routes and the API's reading page.
# BASE is any Debian 12 image whose /usr/local/bin/python is Python 3.11 with venv (see deploy/image/build.sh).
ARG BASE=python:3.11-slim-bookworm
ARG NGINX=nginx:1.28-alpine

FROM ${BASE} AS build
COPY requirements.lock /requirements.lock
# pip comes from a throw-away environment, so the one that ships has none. The secrets are the builder's own pip settings
# and certificates, there for this step only; without them pip uses its defaults.
RUN --mount=type=secret,id=pip_conf,target=/etc/pip.conf --mount=type=secret,id=ca,target=/run/ca.pem \
    python -m venv /pip && python -m venv --without-pip /opt/haat && \
    /pip/bin/pip --python /opt/haat/bin/python install --no-cache-dir --only-binary :all: \
        --require-hashes --requirement /requirements.lock
COPY chassis /srv/haat/chassis
COPY contracts /srv/haat/contracts
COPY partners /srv/haat/partners
COPY services /srv/haat/services
COPY deploy/__init__.py /srv/haat/deploy/
COPY deploy/rights /srv/haat/deploy/rights
RUN python -m compileall -q --invalidation-mode unchecked-hash /srv/haat && chmod -R a+rX /srv/haat

FROM ${BASE} AS service
COPY --from=build /opt/haat /opt/haat
COPY --from=build /srv/haat /srv/haat
ENV PATH=/opt/haat/bin:$PATH HOME=/tmp PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
WORKDIR /srv/haat
USER 10001:10001
ENTRYPOINT ["python", "-m", "services"]

FROM build AS tools
COPY deploy/local/requirements-tools.lock /requirements-tools.lock
# The lock also pins servers that containers take from images of their own.
RUN --mount=type=secret,id=pip_conf,target=/etc/pip.conf --mount=type=secret,id=ca,target=/run/ca.pem \
    awk '/^[^ ]/ {wanted = !/^(secantusdb|supervisor)==/} wanted' /requirements-tools.lock >/wanted.lock && \
    python -m venv --without-pip /opt/tools && \
    /pip/bin/pip --python /opt/tools/bin/python install --no-cache-dir --no-deps \
        --require-hashes --requirement /wanted.lock && \
    cd /opt/tools/lib/python3.11/site-packages/flask_swagger_ui/dist && \
    install -D --mode 644 --target-directory /viewer swagger-ui-bundle.js swagger-ui-standalone-preset.js swagger-ui.css favicon-32x32.png

FROM service AS sandbox
COPY --from=tools /opt/tools /opt/tools
COPY deploy/image deploy/image
COPY deploy/local deploy/local
USER 0:0
# Named volumes take the owner of the folder they are first mounted on.
RUN chmod -R a+rX deploy && install -d -o 10001 -g 10001 /var/haat /var/haat/keys /var/haat/prometheus /var/haat/stripe /var/haat/sandbox
USER 10001:10001
ENTRYPOINT []
CMD ["python", "-m", "deploy.image.prepare"]

# Where the gateway sends what: read from the services' doors.
FROM build AS routes
COPY deploy/gateway /srv/haat/deploy/gateway
RUN cd /srv/haat && python -m deploy.gateway.routes >/routes.map

FROM ${NGINX} AS gateway
COPY --from=tools /viewer /usr/share/haat/docs
COPY deploy/gateway/docs /usr/share/haat/docs
COPY docs/openapi.json docs/asyncapi.json /usr/share/haat/
COPY docs/openapi /usr/share/haat/docs/openapi
COPY deploy/gateway/nginx.conf.tmpl deploy/image/gateway.sh /etc/haat/
COPY --from=routes /routes.map /etc/haat/
USER 101:101
CMD ["/bin/sh", "/etc/haat/gateway.sh"]

FROM service
