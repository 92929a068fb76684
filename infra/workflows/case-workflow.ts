import { Duration, RemovalPolicy, Stack, Validations } from "aws-cdk-lib"
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam"
import type { IFunction } from "aws-cdk-lib/aws-lambda"
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs"
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from "aws-cdk-lib/aws-stepfunctions"
import { Construct } from "constructs"
import { HubAlarm } from "../hub-alarm.ts"

interface CaseWorkflowProps {
  /** Fixed, so that its tasks can be granted its ARN without a reference to it. */
  readonly name: string
  /** What its cases are, as an alarm names them. */
  readonly subject: string
  readonly definition: Readonly<Record<string, unknown>>
  readonly tasks: readonly IFunction[]
}

/** The state machine of one kind of case with its role, its log and its alarms. */
export class CaseWorkflow extends Construct {
  constructor(scope: Construct, id: string, { name, subject, definition, tasks }: CaseWorkflowProps) {
    super(scope, id)
    const stack = Stack.of(this)
    const machine = new StateMachine(this, "Machine", {
      stateMachineName: name,
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(stack.toJsonString(definition)),
      role: this.#role(tasks.map(({ functionArn }) => functionArn)),
      logs: {
        destination: new LogGroup(this, "Log", {
          retention: RetentionDays.SIX_MONTHS,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
        level: LogLevel.ERROR,
        includeExecutionData: false,
      },
    })
    this.#acknowledge(machine)
    this.#alarms(machine, subject)
  }

  #role(taskArns: string[]): Role {
    return new Role(this, "Role", {
      assumedBy: new ServicePrincipal("states.amazonaws.com"),
      inlinePolicies: {
        Tasks: new PolicyDocument({
          statements: [new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: taskArns })],
        }),
      },
    })
  }

  #acknowledge(machine: StateMachine): void {
    Validations.of(machine).acknowledge({
      id: "AwsSolutions-SF1",
      reason:
        "Errors only: Step Functions keeps the history of each execution for 90 days and the table keeps the " +
        "evidence; a second copy of every transition would cost more than the transition.",
    })
    Validations.of(machine).acknowledge({
      id: "AwsSolutions-SF2",
      reason: "A case waits for days in a state; its execution history is the trace that an operator reads.",
    })
    Validations.of(this).acknowledge({
      id: "AwsSolutions-IAM5[Resource::*]",
      reason: "CloudWatch's log delivery actions, which a logging state machine needs, know no resource.",
    })
  }

  #alarms(machine: StateMachine, subject: string): void {
    const period = Duration.minutes(5)
    new HubAlarm(this, "FailureAlarm", {
      metric: machine.metricFailed({ period }),
      above: 0,
      description: `The clock of ${subject} broke. The sweeper starts it again; find out why a task failed six times.`,
    })
    new HubAlarm(this, "TimeoutAlarm", {
      metric: machine.metricTimedOut({ period }),
      above: 0,
      description: `An execution of ${subject} reached its longest life of a year. The sweeper goes on with the case.`,
    })
    new HubAlarm(this, "AbortAlarm", {
      metric: machine.metricAborted({ period }),
      above: 0,
      description: `Somebody stopped an execution of ${subject} by hand. The sweeper starts it again.`,
    })
  }
}
