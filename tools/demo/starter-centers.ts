import { readFileSync } from "node:fs"
import * as z from "zod"
import { OnboardCenterRequest } from "../../contracts/directory.ts"
import { PolicyPack } from "../../contracts/policies.ts"
import { CenterId } from "../../contracts/primitives.ts"

const starterFolder = new URL("../../contracts/starter/", import.meta.url)
const readJson = (path: string): unknown => JSON.parse(readFileSync(new URL(path, starterFolder), "utf8"))

/** The cities that have a policy pack, as the operator onboards them. */
export const readStarterCenters = (): readonly OnboardCenterRequest[] =>
  z.strictObject({ centers: z.array(OnboardCenterRequest) }).parse(readJson("centers.json")).centers

export const readStarterPolicy = (centerId: CenterId): PolicyPack =>
  PolicyPack.parse(readJson(`policies/${centerId}.json`))

/**
 * The centers whose back offices the demo runs: the others are in the directory with key and policy, so that a loan
 * there can be quoted, but a hundred inboxes more would only spread the same few cases thinner.
 */
export const livingCenterIds: ReadonlySet<CenterId> = new Set(
  [
    "110000000000000",
    "140500000000000",
    "210100000000000",
    "210200000000000",
    "310000000000000",
    "320500000000000",
    "330100000000000",
    "440300000000000",
    "510100000000000",
    "650100000000000",
    "652300000000000",
    "670000000000000",
  ].map((centerId) => CenterId.parse(centerId)),
)
