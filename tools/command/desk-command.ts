import { DeskLinkOpened } from "../../contracts/desk.ts"
import { text } from "../language.ts"
import { CommandError, type Command, type Session } from "./command.ts"
import { chinaMinute } from "./read-fields.ts"
import { argumentAt } from "./read-input.ts"

/** The system of a center opens the page for a clerk whom it has signed in; here whoever holds the center's key does. */
const open = async (session: Session, args: readonly string[]): Promise<void> => {
  const { flags, language } = session
  if (flags.handler === undefined)
    throw new CommandError(
      text("用 --handler 写明经办人编号", "say with --handler whose id the desk is opened under"),
    )
  const name = args[1] ?? flags.handler
  const answer = await session.ask("POST", "/v1/desk-links", {
    body: { handler: { id: flags.handler, name }, language },
  })
  if (flags.json === true) return session.print(JSON.stringify(answer.body))
  const { url, expiresAt } = DeskLinkOpened.parse(answer.body)
  session.print(url)
  session.note(
    session.say(
      text(
        `在浏览器中打开；${chinaMinute(expiresAt)}（北京）前有效。链接即凭证，勿转发。`,
        `Open it in a browser before ${chinaMinute(expiresAt)} (China). Whoever has the link is let in: do not pass it on.`,
      ),
    ),
  )
}

export const desk: Command = {
  usage: "desk open [<name>] --as <centerId> --handler <id>",
  summary: text("经办页面：打开十五分钟的链接", "the clerk's page: a link for fifteen minutes"),
  help: text(
    `  hub desk open 王经办 --as 210100000000000 --handler jb21

打印经办页面的链接：待办、查询、办理过程、联系函和账户信息表、有款无函。
十五分钟有效，只见本中心；查看身份信息按 --handler 留痕。密钥吊销或中心被暂停，链接随即失效。`,
    `  hub desk open "Clerk Wang" --as 210100000000000 --handler jb21

Prints a link to the clerk's page: what is to be done, search, timelines, contact letter and account statement, money without a letter.
It lives fifteen minutes and shows this center alone; what is opened of a person is recorded under --handler. It dies with the key and with a suspension.`,
  ),
  run: async (session, args) => {
    const word = argumentAt(args, 0, "open")
    if (word !== "open")
      throw new CommandError(
        text(
          `没有这个命令：desk ${word}。见 hub desk --help`,
          `no such command: desk ${word}. See hub desk --help`,
        ),
      )
    return open(session, args)
  },
}
