import { serveAnybody } from "../edge/serve-anybody.ts"
import { keysCacheSeconds, publishKeys } from "../use-cases/publish-keys.ts"

export const handler = serveAnybody("publish-keys", (runtime) => {
  const keys = publishKeys({ readPublicKeys: async () => (await runtime().secret()).publicJwks })
  return {
    publishKeys: async () => ({
      outcome: "answered",
      contentType: "application/json",
      body: await keys(),
      cacheSeconds: keysCacheSeconds,
    }),
  }
})
