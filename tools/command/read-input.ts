import { readFileSync } from "node:fs"
import { text } from "../language.ts"
import { CommandError } from "./command.ts"

export const readFileOr = (file: string): Buffer => {
  try {
    return readFileSync(file)
  } catch {
    throw new CommandError(text(`读不到文件：${file}`, `cannot read the file: ${file}`))
  }
}

/** `@file`, `-` for standard input, or the JSON itself: the very bytes that will be signed and sent. */
export const readBodyArgument = (argument: string | undefined): Buffer | undefined => {
  if (argument === undefined) return undefined
  if (argument === "-") return readFileSync(0)
  if (argument.startsWith("@")) return readFileOr(argument.slice(1))
  if (/^\s*[{[]/.test(argument)) return Buffer.from(argument)
  throw new CommandError(
    text(
      `报文写成 @文件、- 或 '{…}'，不是 ${argument}`,
      `give the body as @file, - or '{...}', not ${argument}`,
    ),
  )
}

export const jsonOf = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    throw new CommandError(text("内容不是 JSON", "the content is not JSON"))
  }
}

/** UTF-8, or GBK as the old systems write it. */
export const decodeText = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder("gbk").decode(bytes)
  }
}

export const argumentAt = (args: readonly string[], index: number, name: string): string => {
  const value = args[index]
  if (value === undefined) throw new CommandError(text(`缺少参数 ${name}`, `the argument ${name} is missing`))
  return value
}

/** Cells of one line of comma-separated values, RFC 4180. */
export const csvCells = (line: string): readonly string[] => {
  const cells: string[] = []
  let cell = ""
  let quoted = false
  for (let index = 0; index < line.length; index += 1) {
    const character = line.charAt(index)
    if (quoted) {
      if (character !== '"') cell += character
      else if (line.charAt(index + 1) === '"') {
        cell += '"'
        index += 1
      } else quoted = false
    } else if (character === '"') quoted = true
    else if (character === ",") {
      cells.push(cell)
      cell = ""
    } else cell += character
  }
  return [...cells, cell].map((value) => value.trim())
}
