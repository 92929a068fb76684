import { Annotations } from "aws-cdk-lib"
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch"
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions"
import { Topic } from "aws-cdk-lib/aws-sns"
import type { Construct } from "constructs"

/** ARN of a topic that exists already, so that the operator's way of being called is not ours to replace. */
export const ALARM_TOPIC_CONTEXT = "alarmTopicArn"

interface HubAlarmProps {
  readonly metric: IMetric
  /** The alarm sounds above this value. */
  readonly above: number
  /** What happened and what to do, for the person who is woken. */
  readonly description: string
}

/** An alarm that sounds in the first period above its threshold; silence is good news. */
export class HubAlarm extends Alarm {
  constructor(scope: Construct, id: string, { metric, above, description }: HubAlarmProps) {
    super(scope, id, {
      metric,
      threshold: above,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: description,
    })
    const topicArn: unknown = this.node.tryGetContext(ALARM_TOPIC_CONTEXT)
    if (typeof topicArn === "string") {
      this.addAlarmAction(new SnsAction(Topic.fromTopicArn(this, "OperatorTopic", topicArn)))
    } else if (topicArn !== undefined) {
      Annotations.of(this).addError(`context ${ALARM_TOPIC_CONTEXT} must be the ARN of a topic`)
    }
  }
}
