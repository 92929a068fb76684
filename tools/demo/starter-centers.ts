import { readFileSync } from "node:fs"
import * as z from "zod"
import { OnboardCenterRequest } from "../../contracts/directory.ts"
import { PolicyPack } from "../../contracts/policies.ts"
import type { CenterId } from "../../contracts/primitives.ts"

const starterFolder = new URL("../../contracts/starter/", import.meta.url)
const readJson = (path: string): unknown => JSON.parse(readFileSync(new URL(path, starterFolder), "utf8"))

/** The cities that have a policy pack, as the operator onboards them. */
export const readStarterCenters = (): readonly OnboardCenterRequest[] =>
  z.strictObject({ centers: z.array(OnboardCenterRequest) }).parse(readJson("centers.json")).centers

export const readStarterPolicy = (centerId: CenterId): PolicyPack =>
  PolicyPack.parse(readJson(`policies/${centerId}.json`))
