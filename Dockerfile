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
# The program and its first argument, so that a pod's `args` are those of per-pod-config. The flags: no object has an accessor
# `__proto__`, so by that name a review reaches no prototype; V8's young generation has up to 16 MiB a half: with less, a hundredth
# of the reviews would wait for it to be looked through; one thread does that, and gives buffers back, too, since to wake up others
# costs more than there is to do; one compiler does instead of two; and the program may have V8 collect when it is at rest. One
# arena for malloc does, too, which gives back its end from 4 MiB on: by itself it would keep ever more, by the largest piece that
# it has freed. With these it is small (npm run bench), at little cost in CPU. A later Node.js may not know a flag, and would not
# start then.
ENV MALLOC_ARENA_MAX=1
ENV MALLOC_MMAP_THRESHOLD_=131072
ENV MALLOC_TRIM_THRESHOLD_=4194304
ENTRYPOINT ["/nodejs/bin/node", "--disable-proto=delete", "--max-semi-space-size=16", "--no-parallel-scavenge", "--no-concurrent-array-buffer-sweeping", "--no-maglev", "--expose-gc", "/app/dist/main.js"]
CMD ["serve"]
EXPOSE 8443 8080
