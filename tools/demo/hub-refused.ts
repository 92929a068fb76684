import { Problem } from "../../contracts/problems.ts"
import type { HubAnswer } from "../hub-client.ts"

/** The hub said no to a simulated center. */
export class HubRefusedError extends Error {
  override readonly name = "HubRefusedError"
  readonly problem: string
  constructor(call: string, status: number, problem: string) {
    super(`${call}: ${status} ${problem}`)
    this.problem = problem
  }
}

/** Name of the problem that an answer carries. */
export const slugOf = (body: unknown): string => {
  const problem = Problem.safeParse(body)
  return problem.success ? problem.data.type.replace("/problems/", "") : "no problem document"
}

/** What the hub answered, when it did not say no. */
export const acceptedBody = (answer: HubAnswer, call: string): unknown => {
  if (answer.status >= 400) throw new HubRefusedError(call, answer.status, slugOf(answer.body))
  return answer.body
}
