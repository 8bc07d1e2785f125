# syntax=docker/dockerfile:1
FROM node:24-bookworm-slim AS build
WORKDIR /wheelhouse
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run generate && npm run build && npm prune --omit=dev --omit=optional --ignore-scripts && rm -rf .next/cache

FROM node:24-bookworm-slim
WORKDIR /wheelhouse
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 WHEELHOUSE_DIR=/var/lib/wheelhouse NEXT_TELEMETRY_DISABLED=1
RUN mkdir -p /var/lib/wheelhouse && chown node:node /var/lib/wheelhouse
COPY --from=build /wheelhouse/package.json /wheelhouse/next.config.js ./
COPY --from=build /wheelhouse/node_modules ./node_modules
COPY --from=build /wheelhouse/.next ./.next
COPY --from=build /wheelhouse/app ./app
COPY --from=build /wheelhouse/lib ./lib
COPY --from=build /wheelhouse/server ./server
COPY --from=build /wheelhouse/prisma/migrations ./prisma/migrations
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
CMD ["node", "server/main.ts"]
