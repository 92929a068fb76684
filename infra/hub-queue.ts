import { Duration, Validations } from "aws-cdk-lib"
import { type IQueue, Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs"
import { Construct } from "constructs"
import { HubAlarm } from "./hub-alarm.ts"

interface HubQueueProps {
  /** Timeout of the function that receives; a message stays hidden six times as long, as Lambda asks. */
  readonly receiverTimeout: Duration
  /** Deliveries before a message is dead. */
  readonly maxReceiveCount: number
}

/**
 * A queue never comes alone: dead letters are kept for two weeks, sound an alarm and go back to the queue with one
 * `aws sqs start-message-move-task`.
 */
export class HubQueue extends Construct {
  readonly queue: IQueue
  readonly deadLetters: IQueue

  constructor(scope: Construct, id: string, { receiverTimeout, maxReceiveCount }: HubQueueProps) {
    super(scope, id)
    const deadLetters = new Queue(this, "DeadLetters", {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    })
    const queue = new Queue(this, "Queue", {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(4),
      visibilityTimeout: Duration.seconds(receiverTimeout.toSeconds() * 6),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount },
    })
    new HubAlarm(this, "DeadLetterAlarm", {
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1) }),
      above: 0,
      description: `${id}: messages failed ${maxReceiveCount} times. Find the cause, then start a message move task.`,
    })
    Validations.of(deadLetters).acknowledge({
      id: "AwsSolutions-SQS3",
      reason: "This queue is itself the dead-letter queue; its alarm calls a person.",
    })
    this.queue = queue
    this.deadLetters = deadLetters
  }
}
