import * as z from "zod"
import { CenterId, Instant, MessageId } from "./primitives.ts"

/** What the hub tells a center. A message names cases and accounts of that center, never a person. */
export const MessageType = z.enum([
  "transfer.letter-sent",
  "transfer.letter-confirmed",
  "transfer.refused",
  "transfer.refusal-acknowledged",
  "transfer.statement-sent",
  "transfer.payment-sent",
  "transfer.payment-returned",
  "transfer.disputed",
  "transfer.return-sent",
  "transfer.return-confirmed",
  "transfer.completed",
  "transfer.cancelled",
  "transfer.expired",
  "transfer.stop-requested",
  "transfer.escalated",
  "transfer.residual-sent",
  "transfer.residual-booked",
  "funds.unmatched",
  "funds.explained",
  "offsite-loan.requested",
  "offsite-loan.certified",
  "offsite-loan.certification-refused",
  "offsite-loan.granted",
  "offsite-loan.rejected",
  "offsite-loan.cancelled",
  "offsite-loan.expired",
  "offsite-loan.status-fed",
  "offsite-loan.collection-requested",
  "offsite-loan.collection-answered",
  "offsite-loan.offset-sent",
  "offsite-loan.offset-booked",
  "offsite-loan.offset-returned",
  "offsite-loan.paid-off",
  "offsite-loan.written-off",
  "offsite-loan.home-changed",
  "offsite-loan.converted",
  "offsite-loan.escalated",
  "service.submitted",
  "service.supplement-requested",
  "service.supplied",
  "service.verified",
  "service.not-verified",
  "service.approved",
  "service.refused",
  "service.paid",
  "service.payment-returned",
  "service.closed",
  "service.cancelled",
  "service.expired",
  "service.rated",
  "service.rating-replied",
  "service.escalated",
  "finding.opened",
  "finding.stated",
  "finding.closed",
  "batch.finished",
  "account.seal-request",
  "account.normal-granted",
  "account.person-linked",
  "agreement.arrears-due",
  "federation.proposed",
  "federation.joined",
  "federation.left",
  "warning.registered",
  "warning.objected",
  "warning.answered",
  "warning.escalated",
  "warning.ended",
  "investigation.requested",
  "investigation.answered",
  "investigation.escalated",
  "investigation.closed",
  "notice.published",
  "notice.withdrawn",
  "center.succession-proposed",
  "center.merged",
  "center.succession-cancelled",
  "directory.key-added",
  "directory.receiving-account-changed",
])
export type MessageType = z.infer<typeof MessageType>

export const InboxMessage = z
  .strictObject({
    messageId: MessageId.describe("acknowledge it by this id"),
    type: MessageType.describe("what happened"),
    to: z.string().describe("机构代码 of the receiver, or `operator`"),
    at: Instant,
    caseId: z.string().optional().describe("the transfer or off-site loan that the message is about"),
    subjectId: z
      .string()
      .optional()
      .describe("the residual, unmatched funds, finding, batch or key that the message is about"),
    letterNo: z.string().optional().describe("联系函编号 of that transfer"),
    contractNo: z.string().optional().describe("借款合同编号 of the loan that the message is about"),
    accountNo: z.string().optional().describe("account of the receiving center"),
    status: z.string().optional().describe("status of the case after the event"),
    version: z.int().optional().describe("version of the case after the event"),
    dueAt: Instant.optional().describe("when the receiver must have acted"),
    actionNeeded: z.boolean().describe("whether the receiver must act"),
    centerId: CenterId.optional().describe("the center whose act is reported"),
    note: z.string().optional().describe("for people; nothing personal"),
  })
  .meta({ id: "InboxMessage" })
export type InboxMessage = z.infer<typeof InboxMessage>

export const Inbox = z.strictObject({
  messages: z.array(InboxMessage).describe("unacknowledged, oldest first"),
  more: z.boolean().describe("true when further messages wait"),
})

export const AcknowledgeRequest = z.strictObject({
  messageIds: z.array(MessageId).min(1).max(100).describe("messages that the center has stored on its side"),
})
export const Acknowledged = z.strictObject({
  acknowledged: z
    .int()
    .min(0)
    .describe(
      "how many distinct ids were named, whether or not a message of the center bears them; repeating them changes nothing",
    ),
})

export const PutWebhookRequest = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .describe("where messages are pushed; a public https address"),
})
export const WebhookState = z.strictObject({
  url: z.string().describe("where messages are pushed"),
  since: Instant,
})

/** On the webhook queue: the message is in the inbox already, the push is a courtesy. */
export const WebhookDelivery = z.strictObject({
  centerId: z.string(),
  url: z.string(),
  message: InboxMessage,
})
export type WebhookDelivery = z.infer<typeof WebhookDelivery>
