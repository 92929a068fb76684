import { describe, expect, it } from "vitest"
import { Money } from "../../../contracts/primitives.ts"
import { capitalAmount } from "../../../functions/domain/desk/capital-amount.ts"

/** The examples of 《支付结算办法》附一 where it gives one way, and the limits of what the wire can write. */
const examples = [
  ["0.00", "零元整"],
  ["0.05", "伍分"],
  ["0.50", "伍角整"],
  ["0.58", "伍角捌分"],
  ["1.00", "壹元整"],
  ["10.00", "壹拾元整"],
  ["325.04", "叁佰贰拾伍元零肆分"],
  ["1409.50", "壹仟肆佰零玖元伍角整"],
  ["6007.14", "陆仟零柒元壹角肆分"],
  ["1680.32", "壹仟陆佰捌拾元叁角贰分"],
  ["16409.02", "壹万陆仟肆佰零玖元零贰分"],
  ["52714.06", "伍万贰仟柒佰壹拾肆元零陆分"],
  ["100000.00", "壹拾万元整"],
  ["107000.53", "壹拾万柒仟元伍角叁分"],
  ["100010.00", "壹拾万零壹拾元整"],
  ["10000005.00", "壹仟万零伍元整"],
  ["100000000.00", "壹亿元整"],
  ["100050000.00", "壹亿零伍万元整"],
  ["1000000001.00", "壹拾亿零壹元整"],
  ["1000000000000.00", "壹万亿元整"],
  ["99999999999999.99", "玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"],
] as const

describe("an amount in capitals", () => {
  it.each(examples)("%s is 人民币%s", (amount, capitals) => {
    expect(capitalAmount(Money.parse(amount))).toBe(`人民币${capitals}`)
  })

  it("never has two zeros side by side, nor one before a unit", () => {
    for (let yuan = 0; yuan < 20_000_000; yuan += 9_973)
      expect(capitalAmount(Money.parse(`${yuan}.07`))).not.toMatch(/零零|零[仟佰拾万亿元角]/)
  })
})
