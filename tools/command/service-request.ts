import type * as z from "zod"
import { Catalogue, type CatalogueEntry } from "../../contracts/service-catalogue.ts"
import { ServiceCase } from "../../contracts/service-cases.ts"
import { MATTERS, type MatterName } from "../../contracts/service-codes.ts"
import { text } from "../language.ts"
import { CommandError, type Session } from "./command.ts"
import { documentsOf } from "./deposit-documents.ts"
import { personOf } from "./person-arguments.ts"
import { readFields, required, todayInChina } from "./read-fields.ts"
import { argumentAt } from "./read-input.ts"
import { printServiceState } from "./service-acts.ts"
import { isPurpose, matterOfPurpose, withdrawalOf } from "./withdrawal-fields.ts"

type Fields = Readonly<Record<string, unknown>>

const isMatter = (word: string): word is MatterName => Object.hasOwn(MATTERS, word)

const isWhole = (argument: string | undefined): boolean => argument !== undefined && /^[@{-]/.test(argument)

const unknownMatter = (word: string): CommandError =>
  new CommandError(
    text(
      `没有这个事项或用途：${word}。见 hub service request --help`,
      `no such matter or purpose: ${word}. See hub service request --help`,
    ),
  )

const detailsOf = (
  session: Session,
  word: string,
  { accountNo, amount, ...typed }: Fields,
): { readonly matter: MatterName; readonly details: Fields } => {
  const asked = {
    ...(accountNo === undefined ? {} : { accountNo }),
    ...(amount === undefined ? {} : { amount }),
  }
  if (isPurpose(word)) {
    const matter = matterOfPurpose(word, typed)
    return { matter, details: { matter, ...asked, withdrawal: withdrawalOf(session, word, typed) } }
  }
  if (!isMatter(word)) throw unknownMatter(word)
  if (MATTERS[word].ends === "withdrawal")
    throw new CommandError(
      text(
        `提取按用途提出，写 purchase、rent、retirement、lift 等，不写 ${word}。见 hub service request --help`,
        `a withdrawal is asked by its purpose: write purchase, rent, retirement, lift ..., not ${word}. See hub service request --help`,
      ),
    )
  return { matter: word, details: { matter: word, ...asked, ...typed } }
}

const chosen = (given: string | undefined, offered: readonly string[], flag: string): string => {
  if (given !== undefined) return given
  const [only, ...others] = offered
  if (only !== undefined && others.length === 0) return only
  throw new CommandError(
    text(
      `缺少 ${flag}：缴存地目录有 ${offered.join("、")}`,
      `${flag} is missing: the home center's catalogue has ${offered.join(", ")}`,
    ),
  )
}

/** Mode and situation as they were typed, else the only ones that the home center's catalogue leaves. */
const choose = async (
  session: Session,
  { home, matter, word }: { readonly home: string; readonly matter: MatterName; readonly word: string },
): Promise<{ readonly mode: string; readonly situation: string }> => {
  const { mode, situation } = session.flags
  const isOwn = home === session.caller()
  if (mode !== undefined && situation !== undefined) return { mode, situation }
  const answer = await session.ask("GET", `/v1/catalogue/${encodeURIComponent(home)}`)
  const entry: z.infer<typeof CatalogueEntry> | undefined = Catalogue.parse(answer.body).entries.find(
    (known) => known.matter === matter,
  )
  if (entry === undefined)
    throw new CommandError(
      text(
        `${home} 不通办“${MATTERS[matter].zh}”：hub service catalogue ${home}`,
        `${home} does not offer this matter (${MATTERS[matter].en}): hub service catalogue ${home}`,
      ),
    )
  const modes = entry.modes.filter((offered) => (offered === "online") === isOwn)
  const situations = entry.situations.map((offered) => offered.situation)
  return {
    mode: chosen(mode, modes.length === 0 ? entry.modes : modes, "--mode"),
    situation: chosen(situation, situations.includes(word) ? [word] : situations, "--situation"),
  }
}

const wholeRequest = async (session: Session, args: readonly string[]): Promise<Fields> => {
  const documents = await documentsOf(session)
  return {
    appliedOn: todayInChina(),
    ...(documents.length === 0 ? {} : { documents }),
    ...readFields(session, args),
  }
}

const typedRequest = async (session: Session, args: readonly string[]): Promise<Fields> => {
  const { flags } = session
  const word = argumentAt(args, 0, session.say(text("<用途或事项>", "<purpose or matter>")))
  if (!isPurpose(word) && !isMatter(word)) throw unknownMatter(word)
  const {
    handler,
    reviewer,
    appliedOn = todayInChina(),
    batchNo,
    bankAccount,
    ...typed
  } = readFields(session, args.slice(1))
  const home = flags.home ?? session.caller()
  const person = personOf(required(flags.person, "--person"))
  const phone = required(flags.phone, "--phone")
  const { matter, details } = detailsOf(session, word, typed)
  const { mode, situation } = await choose(session, { home, matter, word })
  // Last: what was typed wrongly is told before anything is uploaded.
  const documents = await documentsOf(session)
  return {
    mode,
    situation,
    person,
    homeCenterId: home,
    details,
    ...(documents.length === 0 ? {} : { documents }),
    contact: { phone },
    ...(bankAccount === undefined ? {} : { bankAccount }),
    ...(batchNo === undefined ? {} : { batchNo }),
    appliedOn,
    handler,
    reviewer,
  }
}

/** A person asks here; the home center decides. */
export const requestServiceCase = async (session: Session, args: readonly string[]): Promise<void> => {
  const body = isWhole(args[0]) ? await wholeRequest(session, args) : await typedRequest(session, args)
  const answer = await session.ask("POST", "/v1/service-cases", { body })
  if (session.flags.json === true) return session.print(JSON.stringify(answer.body))
  printServiceState(session, ServiceCase.parse(answer.body))
}
