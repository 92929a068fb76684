import type { Money } from "../../../contracts/primitives.ts"

const digits = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"] as const
const places = ["仟", "佰", "拾", ""] as const

const digitAt = (text: string, position: number): string => digits[Number(text[position])] ?? ""

/** Four digits; a row of zeros inside is one 零, at the end none. */
const capitalGroup = (four: string): string => {
  let text = ""
  for (const [position, place] of places.entries()) {
    if (four[position] !== "0") text += digitAt(four, position) + place
    else if (text !== "" && !text.endsWith("零")) text += "零"
  }
  return text.endsWith("零") ? text.slice(0, -1) : text
}

/** Groups of four, each with its unit. A zero between two groups is written once. */
const capitalYuan = (yuan: string): string => {
  const padded = yuan.padStart(16, "0")
  const high = capitalOfEight(padded.slice(0, 8))
  const low = padded.slice(8)
  if (high === "") return capitalOfEight(low)
  const rest = capitalOfEight(low)
  return `${high}亿${rest !== "" && low.startsWith("0") ? "零" : ""}${rest}`
}

const capitalOfEight = (eight: string): string => {
  const [tenThousands, ones] = [eight.slice(0, 4), eight.slice(4)]
  const high = capitalGroup(tenThousands)
  const low = capitalGroup(ones)
  if (high === "") return low
  return `${high}万${low !== "" && ones.startsWith("0") ? "零" : ""}${low}`
}

const capitalFen = (jiao: string, fen: string, hasYuan: boolean): string => {
  if (jiao === "0" && fen === "0") return "整"
  const ofJiao = jiao === "0" ? (hasYuan ? "零" : "") : `${digitAt(jiao, 0)}角`
  return `${ofJiao}${fen === "0" ? "整" : `${digitAt(fen, 0)}分`}`
}

/**
 * 人民币大写, as 《支付结算办法》附一 writes it: 整 after 元 or 角, none after 分; a zero before the fen is written; a row of
 * zeros once.
 */
export const capitalAmount = (amount: Money): string => {
  const [yuan = "0", [jiao, fen] = ["0", "0"]] = amount.split(".")
  const whole = capitalYuan(yuan)
  if (whole === "" && jiao === "0" && fen === "0") return "人民币零元整"
  const ofYuan = whole === "" ? "" : `${whole}元`
  return `人民币${ofYuan}${capitalFen(jiao ?? "0", fen ?? "0", whole !== "")}`
}
