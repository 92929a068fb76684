import { serveCenters } from "../edge/serve-centers.ts"
import { transferActions } from "../use-cases/transfer-actions.ts"

export const handler = serveCenters("act-on-transfer", transferActions)
