import { page, pageAsset, signInSettings } from "../edge/page-asset.ts"
import { lazySignIn } from "../edge/runtime.ts"
import { serveAnybody } from "../edge/serve-anybody.ts"

const signIn = lazySignIn()

export const handler = serveAnybody("serve-dashboard", () => ({
  serveDashboard: async () => page("index", signIn()),
  serveDashboardAsset: async (call) => {
    const name = call.params["asset"] ?? ""
    return name === "settings.json" ? signInSettings(signIn()) : pageAsset(name, call)
  },
}))
