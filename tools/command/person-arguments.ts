import { Person } from "../../contracts/primitives.ts"
import { text } from "../language.ts"
import { CommandError } from "./command.ts"

// What a clerk types instead of JSON.

/** "990401196907056075 演卯平", or with the type of the document first: "02 E1234567 ZHANG SAN". Type 01 is the rule. */
export const personOf = (given: string): Person => {
  const parts = given.trim().split(/\s+/)
  const hasType = /^\d{2}$/.test(parts[0] ?? "") && parts.length > 2
  const [documentType, documentNumber, ...name] = hasType ? parts : ["01", ...parts]
  const person = Person.safeParse({ documentType, documentNumber, name: name.join(" ") })
  if (!person.success)
    throw new CommandError(
      text(
        `人员写成“证件号码 姓名”（身份证以外在前面加证件类型），号码须通过校验：${given}`,
        `a person is "<document number> <name>" (with the document type first if it is no resident identity card), and the number must pass its check: ${given}`,
      ),
    )
  return person.data
}

/** Members that are numbers, truth values or lists in the contract; everything else is text. */
const numbers = new Set([
  "overduePeriods",
  "termMonths",
  "loanCount",
  "children",
  "heirs",
  "employees",
  "formerRetirementAge",
])
const truths = new Set([
  "contacted",
  "hasUsedLoan",
  "ownsHomeThere",
  "early",
  "substantiated",
  "livesOrWorksHere",
  "ownLivelihood",
  "creditGood",
])
const lists = new Set(["missing", "topics", "fields", "months", "categories"])

const valueOf = (name: string, given: string): unknown => {
  if (numbers.has(name) && /^\d{1,6}$/.test(given)) return Number(given)
  if (lists.has(name)) return given.split(/[,，、]/u).filter((part) => part !== "")
  if (truths.has(name) && (given === "true" || given === "false")) return given === "true"
  return given
}

/** name=value arguments as the body of a call; a dot leads inside, as in deduction.amount=5333.50. */
export const fieldsOf = (args: readonly string[]): Readonly<Record<string, unknown>> => {
  const fields: Record<string, unknown> = {}
  const inner: Record<string, Record<string, unknown>> = {}
  for (const argument of args) {
    const [, outerName, innerName, given] = /^([A-Za-z]+)(?:\.([A-Za-z]+))?=(.*)$/su.exec(argument) ?? []
    if (outerName === undefined || given === undefined)
      throw new CommandError(
        text(
          `应为 字段=值（如 amount=20000.00）、@文件 或 '{…}'，不是 ${argument}`,
          `give name=value (as amount=20000.00), @file or '{...}', not ${argument}`,
        ),
      )
    if (innerName === undefined) fields[outerName] = valueOf(outerName, given)
    else inner[outerName] = { ...inner[outerName], [innerName]: valueOf(innerName, given) }
  }
  return { ...fields, ...inner }
}
