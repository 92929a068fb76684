import { PROBLEMS, type ProblemSlug } from "../../contracts/problems.ts"
import {
  BODY_PROBLEMS,
  ROUTES,
  routeNames,
  SIGNED_CALL_PROBLEMS,
  WRITING_PROBLEMS,
} from "../../contracts/routes.ts"

interface BothLanguages {
  readonly zh: string
  readonly en: string
}

const adviceOfStatus: Readonly<Record<number, BothLanguages>> = {
  400: {
    zh: "按 field 指出的位置更正请求后重新发送。",
    en: "Correct the request where `field` points, then send it again.",
  },
  401: {
    zh: "检查签名：密钥编号、签发方、接收方、方法、路径、时间与请求头须与实际发送的一致，正文按发送的字节签名；更正后用新的消息编号重新签名。",
    en: "Check the signature: kid, issuer, audience, method, target, time and headers must be those that were sent, over the very bytes of the body. Sign again with a new message id.",
  },
  403: {
    zh: "该调用方现在不得进行此操作；如认为有误，请联系平台运营方。",
    en: "The caller may not do this now. Ask the operator of the hub if that seems wrong.",
  },
  404: {
    zh: "核对编号与路径。本中心无权查看的业务同样答复不存在。",
    en: "Check the id and the path. What the center may not see is answered in the same way.",
  },
  405: { zh: "使用该路径支持的方法，见接口文档。", en: "Use a method that the path has; see the reference." },
  409: {
    zh: "重新读取当前状态，再决定下一步；同样的请求不会成功。",
    en: "Read the present state and decide anew; the same call will not succeed.",
  },
  410: {
    zh: "该信息已按规定清除，平台不再保存。",
    en: "It was erased as the rules demand; the hub no longer has it.",
  },
  412: {
    zh: "重新读取最新版本，用新版本号作为 If-Match 重新发送。",
    en: "Read the latest version and send it again with that version in If-Match.",
  },
  413: { zh: "缩小请求体，最大 256 KiB。", en: "Send less: a body has at most 256 KiB." },
  415: { zh: "以 application/json（UTF-8）发送。", en: "Send application/json in UTF-8." },
  422: {
    zh: "按 rule 与 field 更正数据后，用新的幂等键重新发送。",
    en: "Correct what `rule` and `field` name, then send it with a new idempotency key.",
  },
  428: { zh: "先读取版本，再用 If-Match 发送。", en: "Read the version first, then send it in If-Match." },
  429: {
    zh: "稍后用同一幂等键重试；Retry-After 给出最短间隔。",
    en: "Repeat later with the same key; Retry-After is the least interval.",
  },
  500: {
    zh: "结果未知：用同一幂等键重试，不会重复办理。",
    en: "The outcome is unknown: repeat with the same key, nothing happens twice.",
  },
  503: {
    zh: "结果未知：用同一幂等键重试，不会重复办理。",
    en: "The outcome is unknown: repeat with the same key, nothing happens twice.",
  },
}

const usual: BothLanguages = { zh: "见接口文档。", en: "See the reference." }

export const adviceFor = (slug: ProblemSlug): BothLanguages => adviceOfStatus[PROBLEMS[slug].status] ?? usual

const includes = (slugs: readonly ProblemSlug[], slug: ProblemSlug): boolean => slugs.includes(slug)

/** The routes that answer with a problem; none for those of every signed call. */
const routesWith = (slug: ProblemSlug): readonly string[] =>
  routeNames
    .filter((name) => includes(ROUTES[name].problems, slug))
    .map((name) => `${ROUTES[name].method} ${ROUTES[name].path}`)

const reachOf = (slug: ProblemSlug): BothLanguages | undefined => {
  if (includes(SIGNED_CALL_PROBLEMS, slug)) return { zh: "所有签名接口", en: "every signed call" }
  if (includes(BODY_PROBLEMS, slug)) return { zh: "所有带请求体的接口", en: "every call with a body" }
  return includes(WRITING_PROBLEMS, slug)
    ? { zh: "所有写入接口", en: "every call that changes something" }
    : undefined
}

/** A problem type for programs. */
export const problemDescription = (slug: ProblemSlug) => {
  const { status, code, zh, en, retryable } = PROBLEMS[slug]
  return {
    type: `/problems/${slug}`,
    status,
    code,
    retryable,
    title: { zh, en },
    advice: adviceFor(slug),
    routes: routesWith(slug),
  }
}

const list = (routes: readonly string[], reach: string | undefined): string =>
  [
    ...(reach === undefined ? [] : [`<li>${reach}</li>`]),
    ...routes.map((route) => `<li><code>${route}</code></li>`),
  ].join("")

const article = (slug: ProblemSlug, language: "zh" | "en"): string => {
  const { [language]: title, retryable } = PROBLEMS[slug]
  const isChinese = language === "zh"
  const repeats = isChinese
    ? retryable
      ? "可以：稍后用同一幂等键重新发送同一请求。"
      : "不可以：同一请求再次发送结果相同。"
    : retryable
      ? "Yes: send the same call later with the same key."
      : "No: the same call meets the same answer."
  const occurrences = list(routesWith(slug), reachOf(slug)?.[language])
  const heading = (chinese: string, english: string): string => `<h2>${isChinese ? chinese : english}</h2>`
  return `<article lang="${isChinese ? "zh-CN" : "en"}"><h1>${title}</h1>${heading("怎么办", "What to do")}<p>${adviceFor(slug)[language]}</p>${heading("能否重试", "May it be repeated?")}<p>${repeats}</p>${occurrences === "" ? "" : `${heading("出现于", "Where it occurs")}<ul>${occurrences}</ul>`}</article>`
}

/** A problem type for people, in both languages. Every text on it is the catalogue's own. */
export const problemPage = (slug: ProblemSlug): string =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${slug} ${PROBLEMS[slug].code}</title><link rel="stylesheet" href="/docs/pages.css"></head><body><header><a href="/docs">住房公积金互联平台 HPF Hub</a></header><main class="problem"><p class="code"><code>/problems/${slug}</code> HTTP ${PROBLEMS[slug].status} <strong>${PROBLEMS[slug].code}</strong></p>${article(slug, "zh")}${article(slug, "en")}</main></body></html>`
