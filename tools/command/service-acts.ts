import { RULES } from "../../contracts/rules.ts"
import { ServiceCase, ServiceClosure, Verification } from "../../contracts/service-cases.ts"
import { SERVICE_REFUSALS, SERVICE_STATUSES } from "../../contracts/service-codes.ts"
import { text } from "../language.ts"
import { CommandError, type Session } from "./command.ts"
import { documentsOf } from "./deposit-documents.ts"
import { grouped } from "./quote-words.ts"
import { readFields, todayInChina, versionOf } from "./read-fields.ts"
import { argumentAt } from "./read-input.ts"
import { serviceActs, serviceLegNames, verdictNames, type ServiceWord } from "./service-words.ts"

type Fields = Readonly<Record<string, unknown>>

/** What the rules say of a withdrawal, in a line; the amount is the home center's alone. */
export const checkLine = (session: Session, { check }: Pick<ServiceCase, "check">): string | undefined => {
  if (check === undefined) return undefined
  const rule = check.rule === undefined ? "" : `  ${check.rule} ${RULES[check.rule][session.language]}`
  const most =
    check.mostAmount === undefined || check.verdict === "notAllowed"
      ? ""
      : session.say(text(`  最多 ${grouped(check.mostAmount)}`, `  at most ${grouped(check.mostAmount)}`))
  return `${session.say(verdictNames[check.verdict])}${rule}${most}`
}

/** One line on where the case stands now, and one on each thing that is to be done. */
export const printServiceState = (session: Session, serviceCase: ServiceCase): void => {
  const { serviceCaseId, status, version, legs } = serviceCase
  session.print(`${serviceCaseId}  ${SERVICE_STATUSES[status][session.language]}  v${version}`)
  const check = checkLine(session, serviceCase)
  if (check !== undefined) session.print(session.say(text(`  预审：${check}`, `  check: ${check}`)))
  for (const { leg, actingCenterId, dueOn } of legs)
    session.print(
      session.say(
        text(
          `  待办：${serviceLegNames[leg].zh}，${actingCenterId}${dueOn === undefined ? "" : `，${dueOn} 24:00 前`}`,
          `  to do: ${serviceLegNames[leg].en}, ${actingCenterId}${dueOn === undefined ? "" : `, until ${dueOn} 24:00`}`,
        ),
      ),
    )
}

/** The word that an act begins with, and the member that it fills. */
const outcomes: Partial<
  Record<ServiceWord, { readonly member: string; readonly words: Readonly<Record<string, string>> }>
> = {
  verify: { member: "outcome", words: { verified: "verified", notVerified: "notVerified" } },
  decide: { member: "outcome", words: { approve: "approved", refuse: "refused" } },
  rate: {
    member: "rating",
    words: { excellent: "excellent", good: "good", fair: "fair", bad: "bad", terrible: "terrible" },
  },
}

/** Days that are today unless another one is typed. */
const dayFields: Partial<Record<ServiceWord, string>> = {
  verify: "verifiedOn",
  pay: "paidOn",
  return: "returnedOn",
  close: "deliveredOn",
  rate: "ratedOn",
}

/** Members with a closed list: a word that is not on it is told here, with the list. */
const closedLists: Readonly<Record<string, readonly string[]>> = {
  reasonCode: Object.keys(SERVICE_REFUSALS),
  method: Verification.shape.method.options,
  delivery: ServiceClosure.shape.delivery.options,
}

const assertListed = (body: Fields): void => {
  for (const [name, list] of Object.entries(closedLists)) {
    const given = body[name]
    if (given !== undefined && (typeof given !== "string" || !list.includes(given)))
      throw new CommandError(
        text(`${name} 应为 ${list.join("、")} 之一`, `${name} is one of ${list.join(", ")}`),
      )
  }
}

const typedBody = (session: Session, word: ServiceWord, args: readonly string[]): Fields => {
  const outcome = outcomes[word]
  const [first, ...rest] = args
  const member = first === undefined ? undefined : outcome?.words[first]
  if (outcome === undefined || (first !== undefined && /^[@{-]|=/.test(first)))
    return readFields(session, args)
  if (member === undefined) {
    const words = Object.keys(outcome.words)
    throw new CommandError(
      text(
        `hub service ${word} <业务编号> 后面写 ${words.join("、")} 之一`,
        `after hub service ${word} <id> write one of ${words.join(", ")}`,
      ),
    )
  }
  return { [outcome.member]: member, ...readFields(session, rest) }
}

/** Certificate, account, agreement: what a matter ends with stands inside the decision. */
const resultFields = ["certificateNo", "agreementNo"] as const

const withResult = (body: Fields, documents: readonly string[]): Fields => {
  const entries = resultFields.flatMap((name) =>
    body[name] === undefined ? [] : [[name, body[name]] as const],
  )
  if (entries.length === 0 && documents.length === 0) return body
  const rest = Object.fromEntries(
    Object.entries(body).filter(([name]) => !resultFields.some((one) => one === name)),
  )
  return {
    ...rest,
    result: { ...Object.fromEntries(entries), ...(documents.length === 0 ? {} : { documents }) },
  }
}

const bodyOf = async (session: Session, word: ServiceWord, args: readonly string[]): Promise<Fields> => {
  const typed = typedBody(session, word, args)
  assertListed(typed)
  const day = dayFields[word]
  const documents = await documentsOf(session)
  const body = { ...(day === undefined ? {} : { [day]: todayInChina() }), ...typed }
  if (word === "supplement") return documents.length === 0 ? body : { ...body, documents }
  return word === "decide" && typed["outcome"] === "approved" ? withResult(body, documents) : body
}

export const actOnServiceCase = async (
  session: Session,
  word: ServiceWord,
  args: readonly string[],
): Promise<void> => {
  const serviceCaseId = argumentAt(args, 0, session.say(text("<业务编号>", "<serviceCaseId>")))
  const body = await bodyOf(session, word, args.slice(1))
  const answer = await session.ask("POST", `/v1/service-cases/${serviceCaseId}/${serviceActs[word].action}`, {
    body,
    ...versionOf(session),
  })
  if (session.flags.json === true) return session.print(JSON.stringify(answer.body))
  printServiceState(session, ServiceCase.parse(answer.body))
}
