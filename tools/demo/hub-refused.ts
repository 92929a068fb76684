import { Problem } from "../../contracts/problems.ts"

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
