# What the build needs and the image does not: npm, the compiler, a shell.
FROM node:26-trixie-slim AS build
# npm names the program in the bill of materials after this folder.
WORKDIR /per-pod-config
COPY package.json package-lock.json ./
# No install scripts: no dependency needs one here, and `prepare` has no sources yet.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
# Types and source maps are two fifths of the dependencies; Node.js runs no TypeScript below node_modules.
RUN npm run build \
 && npm prune --omit=dev --ignore-scripts --no-audit --no-fund \
 && find node_modules -type f \( -name '*.ts' -o -name '*.[cm]ts' -o -name '*.map' \) -delete \
 && rm -r node_modules/@types/node node_modules/undici-types
# What is installed now, and goes into the image. Of types that a dependency needs and we need for development, npm says
# that they are only for development: they are empty now, and gone.
RUN npm run --silent sbom >sbom.cdx.json

# Node.js and what it needs, nothing else: no shell, no package manager. The same Debian as above.
FROM gcr.io/distroless/nodejs26-debian13:nonroot
LABEL org.opencontainers.image.title="per-pod-config" \
      org.opencontainers.image.description="Kubernetes mutating admission webhook: every pod of a StatefulSet gets the configuration that belongs to its ordinal" \
      org.opencontainers.image.licenses="Apache-2.0"
# Owned by root, so that the process cannot change its own code. (WORKDIR would make /app, and some
# builders give it to the user of the base image.)
COPY LICENSE THIRD-PARTY-LICENSES.md /app/
COPY --from=build /per-pod-config/package.json /per-pod-config/sbom.cdx.json /app/
COPY --from=build /per-pod-config/node_modules /app/node_modules
COPY --from=build /per-pod-config/dist /app/dist
# A number, because the kubelet cannot tell from a name that it is not root (runAsNonRoot).
USER 65532:65532
# The program and its first argument, so that a pod's `args` are those of per-pod-config. The flags keep it small (npm run
# bench), at little cost in CPU, if any but for reviews of 200 KB: V8's young generation stays at 4 MiB a half, the old one is looked through when it has
# grown by a fifth, and one compiler does instead of two. So does one arena for malloc. A later V8 may not know a flag, and
# would not start then. The first flag takes `__proto__` away from all objects: no name in a review reaches a prototype by it.
ENV MALLOC_ARENA_MAX=1
ENTRYPOINT ["/nodejs/bin/node", "--disable-proto=delete", "--max-semi-space-size=4", "--heap-growing-percent=20", "--no-maglev", "/app/dist/main.js"]
CMD ["serve"]
EXPOSE 8443 8080
