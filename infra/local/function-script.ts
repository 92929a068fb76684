import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { createRequire, isBuiltin } from "node:module"
import process from "node:process"
import { pathToFileURL } from "node:url"
import { constants, Script } from "node:vm"
import { threadId } from "node:worker_threads"

/** A function's bundle as a script: compiled once for a thread, run as often as modules without a past are wanted. */
export interface FunctionScript {
  run(): unknown
  /** After some answers what the function needs is compiled: it is kept for the next thread that loads this bundle. */
  answered(): void
}

type Run = (require: NodeJS.Require, url: string) => unknown

const isRun = (value: unknown): value is Run => typeof value === "function"

const importStatement = /(?<=^|[;}\n])import\s*([^"'();]*?)\s*from\s*"([^"]+)";?/g
const exportStatement = /export\s*\{([^}]*)\};?\s*$/

/** `a,b as c` as the properties of an object. */
const propertiesOf = (names: string, from: "import" | "export"): string =>
  names
    .split(",")
    .map((name) => name.trim().split(/\s+as\s+/))
    .map(([left = "", right = left]) => (from === "import" ? `${left}:${right}` : `${right}:${left}`))
    .join(",")

/** What of node an import statement binds: node's own modules are their default export. */
const bindingsOf = (clause: string, module: string): string => {
  const parts = /^([\w$]+)?,?\s*(?:\*\s*as\s+([\w$]+)|\{([^}]*)\})?$/.exec(clause)
  if (parts === null) throw new SyntaxError(`an import that is not understood: ${clause}`)
  const [, whole, namespace, names] = parts
  return [
    ...(whole === undefined ? [] : [`const ${whole}=${module};`]),
    ...(namespace === undefined ? [] : [`const ${namespace}={...${module},default:${module}};`]),
    ...(names === undefined
      ? []
      : [`const {${propertiesOf(names, "import")}}={...${module},default:${module}};`]),
  ].join("")
}

/** The bundle as esbuild writes it, its imports of node as calls; undefined if it has any other. */
const textOf = (bundle: string): string | undefined => {
  const imports: string[] = []
  let isWhole = true
  const body = bundle
    .replace(importStatement, (_, clause: string, from: string) => {
      if (!isBuiltin(from)) isWhole = false
      imports.push(bindingsOf(clause, `require(${JSON.stringify(from)})`))
      return ""
    })
    .replaceAll("import.meta.url", "__bundleUrl")
    .replace(exportStatement, (_, names: string) => `return {${propertiesOf(names, "export")}}`)
  if (!isWhole) return undefined
  // An ECMAScript module is strict.
  return `(function (require, __bundleUrl) { "use strict"; ${imports.join("")}${body}\n})`
}

const compile = (text: string, filename: string, cachedData: Buffer | undefined): Script | undefined => {
  try {
    return new Script(text, {
      filename,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
      ...(cachedData === undefined ? {} : { cachedData }),
    })
  } catch {
    return undefined
  }
}

const answersBeforeKept = 6

/** Undefined for a module that is no such bundle: it is imported as it is. */
export const openScript = (modulePath: string): FunctionScript | undefined => {
  const codePath = `${modulePath}.code`
  const cachedData = existsSync(codePath) ? readFileSync(codePath) : undefined
  const text = textOf(readFileSync(modulePath, "utf8"))
  const script = text === undefined ? undefined : compile(text, modulePath, cachedData)
  if (script === undefined) return undefined
  const isKept = cachedData !== undefined && script.cachedDataRejected !== true
  let answers = 0
  return {
    run() {
      const run: unknown = script.runInThisContext()
      if (!isRun(run)) throw new Error(`${modulePath} is no script of a function`)
      return run(createRequire(modulePath), pathToFileURL(modulePath).href)
    },
    answered() {
      answers += 1
      if (isKept || answers !== answersBeforeKept) return
      const temporary = `${codePath}.${process.pid}-${threadId}`
      writeFileSync(temporary, script.createCachedData())
      renameSync(temporary, codePath)
    },
  }
}
