import { Consent } from "../../contracts/consents.ts"
import { text } from "../language.ts"
import { CommandError, type Command } from "./command.ts"
import { personOf } from "./person-arguments.ts"
import { chinaLastMoment, readFields, required } from "./read-fields.ts"
import { argumentAt } from "./read-input.ts"

export const consent: Command = {
  usage:
    'consent give --person "<number> <name>" [--for <centerId>] [--purpose offsiteLoan] [--by counter|face|app]',
  summary: text("授权码：缴存人同意另一中心读取记录", "a contributor's consent code for another center"),
  help: text(
    `缴存人到场或刷脸后，缴存地给出一个授权码，由缴存人出示给另一中心：当日有效，只用一次。

  hub consent give --person "990401196907056075 演卯平" --for 210100000000000 --handler jb11 --as 140500000000000
  hub consent give --person "…" --purpose loanQuote --by app

--for：只许这个中心用；不写则谁得到谁用。--purpose：offsiteLoan 异地贷款（默认）、loanQuote 额度测算。
--by：counter 柜台（默认）、face 人脸识别、app 手机公积金。`,
    `The home center knows the contributor and gives a code to show to another center: once, before midnight.

  hub consent give --person "990401196907056075 演卯平" --for 210100000000000 --handler jb11 --as 140500000000000
  hub consent give --person "..." --purpose loanQuote --by app

--for: the only center that may use it; absent: whoever is shown it. --purpose: offsiteLoan (default) or loanQuote.
--by: counter (default), face or app.`,
  ),
  run: async (session, args) => {
    const word = argumentAt(args, 0, "give")
    if (word !== "give")
      throw new CommandError(
        text(
          `没有这个命令：consent ${word}。见 hub consent --help`,
          `no such command: consent ${word}. See hub consent --help`,
        ),
      )
    const { flags } = session
    const { reviewer: _reviewer, ...given } = readFields(session, args.slice(1))
    const answer = await session.ask("POST", "/v1/consents", {
      body: {
        person: personOf(required(flags.person, "--person")),
        purpose: flags.purpose ?? "offsiteLoan",
        verifiedBy: flags.by ?? "counter",
        ...(flags.for === undefined ? {} : { grantedTo: flags.for }),
        ...given,
      },
    })
    if (flags.json === true) return session.print(JSON.stringify(answer.body))
    const { consentCode, grantedTo, expiresAt } = Consent.parse(answer.body)
    session.print(consentCode)
    session.print(
      session.say(
        text(
          `请缴存人出示给${grantedTo === undefined ? "另一中心" : ` ${grantedTo}`}；只用一次，${chinaLastMoment(expiresAt)}（北京）失效。`,
          `To be shown to ${grantedTo ?? "another center"}; used once, void at ${chinaLastMoment(expiresAt)} (China).`,
        ),
      ),
    )
  },
}
