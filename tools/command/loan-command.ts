import { text, type Language } from "../language.ts"
import { CommandError, type Command } from "./command.ts"
import { compare } from "./compare-command.ts"
import { registryParts } from "./loan-registry-commands.ts"
import { quote } from "./quote-command.ts"
import { argumentAt } from "./read-input.ts"

const parts: Readonly<Record<string, Command>> = { ...registryParts, quote, compare }

const partLines = (language: Language, help: string): string =>
  Object.entries(parts)
    .map(
      ([name, part]) =>
        `  hub loan ${name.padEnd(10)}${part.summary[language]}${help}hub loan ${name} --help`,
    )
    .join("\n")

export const loan: Command = {
  usage: `loan ${Object.keys(parts).join(" | ")}`,
  summary: text(
    "贷款：查重、预占、报送、结清、额度测算、多城市比较",
    "loans: check, reserve, feed, pay off, quote, compare cities",
  ),
  help: text(partLines("zh", "；说明："), partLines("en", "; help: ")),
  parts,
  run: async (session, args) => {
    const word = argumentAt(args, 0, Object.keys(parts).join("|"))
    const part = parts[word]
    if (part === undefined)
      throw new CommandError(
        text(
          `没有这个命令：loan ${word}。见 hub loan --help`,
          `no such command: loan ${word}. See hub loan --help`,
        ),
      )
    await part.run(session, args.slice(1))
  },
}
