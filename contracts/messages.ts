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
  "transfer.due-soon",
  "transfer.escalated",
  "transfer.residual-sent",
  "transfer.residual-booked",
  "funds.unmatched",
  "funds.explained",
  "account.seal-request",
  "account.normal-granted",
  "account.finding",
  "directory.key-added",
  "directory.receiving-account-changed",
])
export type MessageType = z.infer<typeof MessageType>

export const InboxMessage = z
  .strictObject({
    messageId: MessageId,
    type: MessageType,
    to: z.string(),
    at: Instant,
    caseId: z.string().optional(),
    subjectId: z
      .string()
      .optional()
      .describe("the residual, unmatched funds, finding or key that the message is about"),
    letterNo: z.string().optional(),
    accountNo: z.string().optional().describe("account of the receiving center"),
    status: z.string().optional(),
    version: z.int().optional().describe("version of the case after the event"),
    dueAt: Instant.optional().describe("when the receiver must have acted"),
    actionNeeded: z.boolean().describe("whether the receiver must act"),
    centerId: CenterId.optional().describe("the center whose act is reported"),
    note: z.string().optional(),
  })
  .meta({ id: "InboxMessage" })
export type InboxMessage = z.infer<typeof InboxMessage>

export const Inbox = z.strictObject({
  messages: z.array(InboxMessage),
  more: z.boolean().describe("true when further messages wait"),
})

export const AcknowledgeRequest = z.strictObject({ messageIds: z.array(MessageId).min(1).max(100) })
export const Acknowledged = z.strictObject({ acknowledged: z.int().min(0) })

export const PutWebhookRequest = z.strictObject({ url: z.url({ protocol: /^https?$/ }).max(300) })
export const WebhookState = z.strictObject({ url: z.string(), since: Instant })

/** On the webhook queue: the message is in the inbox already, the push is a courtesy. */
export const WebhookDelivery = z.strictObject({
  centerId: z.string(),
  url: z.string(),
  message: InboxMessage,
})
export type WebhookDelivery = z.infer<typeof WebhookDelivery>
