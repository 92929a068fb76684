import { AcknowledgeRequest } from "../../contracts/messages.ts"
import { taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { acknowledgeMessages } from "../use-cases/acknowledge-messages.ts"

export const handler = serveCenters("acknowledge-messages", (hub) => ({
  acknowledgeMessages: taking(AcknowledgeRequest, acknowledgeMessages(hub)),
}))
