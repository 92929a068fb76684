import type { Caller, PrivateKeyJwk } from "../../contracts/signature.ts"
import type { CallOptions, HubAnswer, HubClient, Method } from "../hub-client.ts"
import type { Language, Text } from "../language.ts"

/** The options of the command line, as they were typed. */
export interface Flags {
  readonly as?: string | undefined
  readonly key?: string | undefined
  readonly url?: string | undefined
  readonly audience?: string | undefined
  readonly json?: boolean | undefined
  readonly watch?: boolean | undefined
  readonly ack?: boolean | undefined
  readonly "if-match"?: string | undefined
  readonly "idempotency-key"?: string | undefined
  readonly kid?: string | undefined
  readonly alg?: string | undefined
  readonly out?: string | undefined
  readonly on?: string | undefined
  readonly role?: string | undefined
  readonly status?: string | undefined
  readonly letter?: string | undefined
  readonly handler?: string | undefined
  readonly reviewer?: string | undefined
  readonly "valid-from"?: string | undefined
  readonly purpose?: string | undefined
  readonly due?: string | undefined
  readonly kind?: string | undefined
  readonly note?: string | undefined
  readonly subject?: string | undefined
  /** People as a clerk types them: "<document number> <name>". */
  readonly person?: string | undefined
  readonly applicant?: readonly string[] | undefined
  readonly spouse?: string | undefined
  readonly relation?: string | undefined
  readonly principal?: string | undefined
  readonly home?: string | undefined
  readonly consent?: string | undefined
  readonly phone?: string | undefined
  readonly matter?: string | undefined
  readonly mode?: string | undefined
  readonly situation?: string | undefined
  /** Documents of a case: an id, or `<kind>=<file>`. */
  readonly document?: readonly string[] | undefined
  readonly for?: string | undefined
  readonly by?: string | undefined
  readonly force?: boolean | undefined
  readonly draft?: string | undefined
  readonly onboarded?: boolean | undefined
  readonly table?: string | undefined
  readonly secret?: string | undefined
}

/** What a command works with. */
export interface Session {
  readonly language: Language
  readonly folder: string
  readonly flags: Flags
  readonly url: string
  readonly audience: string
  readonly caller: () => Caller
  readonly key: () => PrivateKeyJwk
  readonly client: (key?: PrivateKeyJwk) => HubClient
  readonly say: (line: Text) => string
  readonly print: (line: string) => void
  /** For what is not the result: progress, hints. */
  readonly note: (line: string) => void
  /** Calls the hub and gives back the body; a problem is told in full and ends the command. */
  readonly ask: (method: Method, path: string, options?: CallOptions) => Promise<HubAnswer>
}

export interface Command {
  readonly usage: string
  readonly summary: Text
  readonly help: Text
  /** Commands under this one, each with help of its own. */
  readonly parts?: Readonly<Record<string, Command>>
  readonly run: (session: Session, args: readonly string[]) => Promise<void>
}

/** The command was typed wrongly, or a file is not what it should be: told in one line, exit code 1. */
export class CommandError extends Error {
  override readonly name = "CommandError"
  readonly text: Text
  constructor(text: Text) {
    super(text.en)
    this.text = text
  }
}

/** The hub said no. */
export class ProblemError extends Error {
  override readonly name = "ProblemError"
  readonly answer: HubAnswer
  constructor(answer: HubAnswer) {
    super(`status ${answer.status}`)
    this.answer = answer
  }
}
