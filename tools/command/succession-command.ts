import { Succession } from "../../contracts/succession.ts"
import { text } from "../language.ts"
import { CommandError, type Command, type Session } from "./command.ts"
import { argumentAt } from "./read-input.ts"

const stateWords: Readonly<Record<Succession["state"], ReturnType<typeof text>>> = {
  proposed: text("已提出，待承继中心接受", "proposed, waits for the successor"),
  accepted: text("已接受", "accepted"),
  cancelled: text("已撤销", "cancelled"),
}

const flag = (value: string | undefined, name: string): string => {
  if (value === undefined) throw new CommandError(text(`缺少 --${name}`, `--${name} is missing`))
  return value
}

interface Act {
  readonly path: string
  readonly body: object
}

/** What is asked of the hub, from the words of the command line. */
const actOf = ({ flags }: Session, args: readonly string[]): Act => {
  const act = argumentAt(args, 1, "propose|accept|cancel")
  const path = `/v1/centers/${argumentAt(args, 2, "<centerId>")}/succession`
  if (act === "propose")
    return {
      path,
      body: {
        successorCenterId: argumentAt(args, 3, "<successorCenterId>"),
        from: flag(flags.on, "on"),
        reason: flag(flags.note, "note"),
      },
    }
  if (act === "accept")
    return {
      path: `${path}/acceptance`,
      body: {
        from: flag(flags.on, "on"),
        handler: flag(flags.handler, "handler"),
        reviewer: flag(flags.reviewer, "reviewer"),
      },
    }
  if (act === "cancel") return { path: `${path}/cancellation`, body: { reason: flag(flags.note, "note") } }
  throw new CommandError(
    text(`没有这个命令：center succession ${act}`, `no such command: center succession ${act}`),
  )
}

export const center: Command = {
  usage: "center succession propose|accept|cancel <centerId> ...",
  summary: text("机构合并：提出、接受、撤销", "a center merges into another: propose, accept, cancel"),
  help: text(
    `运营方提出，承继中心接受，合并日（北京时间 0 点）起由承继中心办理原中心的全部业务；合并日前可以撤销。
账户、在办业务仍用原代码，一条不改；承继中心用自己的密钥办理，原中心的密钥停用。

  hub center succession propose <原中心> <承继中心> --on 2027-01-01 --note "管委会决定〔2026〕9号" --as operator
  hub center succession accept <原中心> --on 2027-01-01 --handler h-01 --reviewer r-02 --as <承继中心>
  hub center succession cancel <原中心> --note 推迟 --as operator

合并日后：业务按编号直接办理；原中心的账号、合同号在网址后加 ?actingFor=<原中心>：
  hub call GET "/v1/accounts/<账号>?actingFor=<原中心>" --as <承继中心>`,
    `The operator proposes, the successor accepts, and from 00:00 China time of the day on the successor does all
business of the former center; until then it can be cancelled. Accounts and open cases keep the former code, not one of
them is changed; the successor signs with its own keys, and the former keys stop.

  hub center succession propose <former> <successor> --on 2027-01-01 --note "decision 9/2026" --as operator
  hub center succession accept <former> --on 2027-01-01 --handler h-01 --reviewer r-02 --as <successor>
  hub center succession cancel <former> --note "put off" --as operator

Afterwards cases are found by their id; accounts and contracts of the former center by ?actingFor=<former>:
  hub call GET "/v1/accounts/<accountNo>?actingFor=<former>" --as <successor>`,
  ),
  run: async (session, args) => {
    const word = argumentAt(args, 0, "succession")
    if (word !== "succession")
      throw new CommandError(text(`没有这个命令：center ${word}`, `no such command: center ${word}`))
    const { path, body } = actOf(session, args)
    const answer = await session.ask("POST", path, { body })
    if (session.flags.json === true) return session.print(JSON.stringify(answer.body))
    const { centerId, successorCenterId, from, state } = Succession.parse(answer.body)
    const said = session.say(stateWords[state])
    session.print(
      session.say(
        text(
          `${centerId} 自 ${from} 起并入 ${successorCenterId}：${said}`,
          `${centerId} merges into ${successorCenterId} from ${from}: ${said}`,
        ),
      ),
    )
  },
}
