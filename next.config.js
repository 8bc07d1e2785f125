/** @type {import("next").NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  // Types are checked by `npm test`, over everything and with the same compiler.
  typescript: { ignoreBuildErrors: true },
  // Server code keeps its own files: it is the same that `server/main.ts` runs.
  serverExternalPackages: ["pg", "pino", "prom-client", "@electric-sql/pglite", "@prisma/client"],
  devIndicators: false,
  // Closes Next's image resizer, which works for anybody: the portal has no images.
  images: { unoptimized: true },
  // Here and not in a page: a page has begun to stream when it finds out, so that the browser loads two pages.
  redirects: () => Promise.resolve([{ source: "/access", destination: "/access/teams", permanent: false }]),
};
