/** Answers the questions a template asks about other resources. Each refuses what it does not know. */
export interface IntrinsicScope {
  ref(name: string): unknown
  getAtt(logicalId: string, attribute: string): unknown
  importValue(exportName: string): unknown
}

/** An intrinsic, resource or attribute that the local runtime does not interpret. */
export class UnsupportedTemplateError extends Error {
  override name = "UnsupportedTemplateError"
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const textOf = (value: unknown, where: string): string => {
  if (typeof value === "string") return value
  if (typeof value === "number" || typeof value === "boolean") return String(value)
  throw new UnsupportedTemplateError(`${where}: expected text, got ${JSON.stringify(value)}`)
}

/** Replaces every intrinsic function in a template value. `where` names the place in refusals. */
export const resolveIntrinsics = (value: unknown, scope: IntrinsicScope, where: string): unknown => {
  if (Array.isArray(value))
    return value.map((item, index) => resolveIntrinsics(item, scope, `${where}[${index}]`))
  if (!isRecord(value)) return value
  const entries = Object.entries(value)
  const [first] = entries
  if (entries.length === 1 && first !== undefined && (first[0] === "Ref" || first[0].startsWith("Fn::"))) {
    return resolveFunction(first[0], first[1], scope, where)
  }
  const resolved: Record<string, unknown> = {}
  for (const [key, item] of entries) resolved[key] = resolveIntrinsics(item, scope, `${where}.${key}`)
  return resolved
}

const resolveFunction = (name: string, argument: unknown, scope: IntrinsicScope, where: string): unknown => {
  switch (name) {
    case "Ref":
      return scope.ref(textOf(argument, where))
    case "Fn::GetAtt":
      return resolveGetAtt(argument, scope, where)
    case "Fn::Join":
      return resolveJoin(argument, scope, where)
    case "Fn::Sub":
      return resolveSub(argument, scope, where)
    case "Fn::ImportValue":
      return scope.importValue(textOf(resolveIntrinsics(argument, scope, where), where))
    case "Fn::Select":
      return resolveSelect(argument, scope, where)
    case "Fn::Split":
      return resolveSplit(argument, scope, where)
    default:
      throw new UnsupportedTemplateError(`${where}: ${name} is not interpreted locally`)
  }
}

const listOf = (value: unknown, scope: IntrinsicScope, where: string): unknown[] => {
  const resolved = resolveIntrinsics(value, scope, where)
  if (Array.isArray(resolved)) return resolved
  throw new UnsupportedTemplateError(`${where}: expected a list, got ${JSON.stringify(resolved)}`)
}

const resolveGetAtt = (argument: unknown, scope: IntrinsicScope, where: string): unknown => {
  const [logicalId, attribute] =
    typeof argument === "string"
      ? [argument.slice(0, argument.indexOf(".")), argument.slice(argument.indexOf(".") + 1)]
      : listOf(argument, scope, where)
  return scope.getAtt(textOf(logicalId, where), textOf(attribute, where))
}

const resolveJoin = (argument: unknown, scope: IntrinsicScope, where: string): string => {
  const [separator, parts] = listOf(argument, scope, where)
  return listOf(parts, scope, where)
    .map((part) => textOf(part, where))
    .join(textOf(separator, where))
}

const resolveSelect = (argument: unknown, scope: IntrinsicScope, where: string): unknown => {
  const [index, parts] = listOf(argument, scope, where)
  const selected = listOf(parts, scope, where)[Number(index)]
  if (selected === undefined) throw new UnsupportedTemplateError(`${where}: Fn::Select beyond the list`)
  return selected
}

const resolveSplit = (argument: unknown, scope: IntrinsicScope, where: string): string[] => {
  const [separator, text] = listOf(argument, scope, where)
  return textOf(text, where).split(textOf(separator, where))
}

const resolveSub = (argument: unknown, scope: IntrinsicScope, where: string): string => {
  const [text, given] = Array.isArray(argument) ? argument : [argument, {}]
  const variables = resolveIntrinsics(given, scope, where)
  if (!isRecord(variables)) throw new UnsupportedTemplateError(`${where}: Fn::Sub with unreadable variables`)
  return textOf(text, where).replaceAll(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal === "!") return `\${${name}}`
    if (Object.hasOwn(variables, name)) return textOf(variables[name], where)
    const dot = name.indexOf(".")
    return textOf(dot < 0 ? scope.ref(name) : scope.getAtt(name.slice(0, dot), name.slice(dot + 1)), where)
  })
}
