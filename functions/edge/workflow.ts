import {
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
} from "@aws-sdk/client-sfn"
import { caseKindOf, type CaseKind } from "../../contracts/table.ts"
import { SUPERSEDED, type CaseStanding, type CaseWorkflowInput } from "../../contracts/workflows.ts"

/** Whether a waiting state still listened. */
export type WakeResult = "woken" | "gone"

export interface Workflow {
  /** One execution a case and generation; one that exists already is the wanted one. */
  readonly start: (input: CaseWorkflowInput) => Promise<void>
  readonly wake: (token: string, standing: CaseStanding) => Promise<WakeResult>
  readonly supersede: (token: string) => Promise<void>
}

const goneNames = new Set(["TaskDoesNotExist", "TaskTimedOut", "InvalidToken"])
const isNamed = (error: unknown, names: ReadonlySet<string>): boolean =>
  error instanceof Error && names.has(error.name)
const exists = new Set(["ExecutionAlreadyExists"])

export const createWorkflow = (client: SFNClient, stateMachineArn: (kind: CaseKind) => string): Workflow => ({
  start: async (input) => {
    try {
      await client.send(
        new StartExecutionCommand({
          stateMachineArn: stateMachineArn(caseKindOf(input.caseId)),
          name: `${input.caseId}-${input.generation}`,
          input: JSON.stringify(input),
        }),
      )
    } catch (error) {
      if (!isNamed(error, exists)) throw error
    }
  },
  wake: async (token, standing) => {
    try {
      await client.send(new SendTaskSuccessCommand({ taskToken: token, output: JSON.stringify(standing) }))
      return "woken"
    } catch (error) {
      if (isNamed(error, goneNames)) return "gone"
      throw error
    }
  },
  supersede: async (token) => {
    try {
      await client.send(new SendTaskFailureCommand({ taskToken: token, error: SUPERSEDED }))
    } catch (error) {
      if (!isNamed(error, goneNames)) throw error
    }
  },
})
