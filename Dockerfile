# Not built by the project's own tests. Build it with: docker build -t api-audit .
# Then, in a folder of manifests: docker run --rm -v "${PWD}:/work:ro" api-audit --target 1.36

FROM node:22-alpine AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc tsconfig.json ./
RUN npm ci --ignore-scripts
COPY lib lib
COPY scripts scripts
# The build runs what it made, so that V8's form of it can be stored.
COPY bin bin
COPY openapi-snapshots openapi-snapshots
RUN npm run build && npm prune --omit=dev

FROM node:22-alpine
WORKDIR /opt/api-audit
COPY package.json LICENSE README.md ./
COPY --from=build /build/node_modules node_modules
COPY --from=build /build/dist dist
COPY bin bin
COPY assets assets
COPY docs/rules docs/rules
COPY openapi-snapshots openapi-snapshots
# The manifests are mounted here. Nothing is written unless a flag asks for it.
WORKDIR /work
USER node
ENTRYPOINT ["node", "/opt/api-audit/bin/api-audit.js"]
