import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { parseStrictJson } from "../../../functions/security/strict-json.ts"

const parse = (text: string) => parseStrictJson(Buffer.from(text))
const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`

describe("lawful JSON is parsed:", () => {
  test.each([
    ["an object", '{"a":{"b":[1,"x",null]}}', { a: { b: [1, "x", null] } }],
    ["white space", ' \n{ "a" :\t1 } ', { a: 1 }],
    ["the same key in two objects", '{"a":{"k":1},"b":{"k":1}}', { a: { k: 1 }, b: { k: 1 } }],
    ["keys that differ in case", '{"a":1,"A":2}', { a: 1, A: 2 }],
    [
      "colons, quotes and brackets inside strings",
      String.raw`{"a":"\":{[\\","b":"\\\\"}`,
      { a: '":{[\\', b: "\\\\" },
    ],
    ["a surrogate pair, escaped", String.raw`{"a":"\ud83c\udfe0","b":null}`, { a: "🏠", b: null }],
    ["32 levels", nested(32), JSON.parse(nested(32))],
    ["the empty object", "{}", {}],
  ])("%s", (_, text, value) => {
    expect(parse(text)).toEqual({ outcome: "parsed", value })
  })

  test("a key named __proto__ is a key and nothing else", () => {
    const parsed = parse('{"__proto__":{"admin":true}}')
    expect(parsed.outcome === "parsed" && Object.keys(Object(parsed.value))).toEqual(["__proto__"])
  })
})

describe("refused:", () => {
  test.each([
    ["nothing", ""],
    ["white space only", "  "],
    ["half an object", '{"a":1'],
    ["a comma too many", '{"a":1,}'],
    ["a comment", '{"a":1}//'],
    ["single quotes", "{'a':1}"],
    ["two values", "{}{}"],
    ["a number that is none", '{"a":NaN}'],
    ["a leading zero", '{"a":01}'],
    ["a raw line break in a string", '{"a":"\n"}'],
    ["an open string that ends in a backslash", '{"a":"\\'],
    ["more closed than opened", "]]]]"],
  ])("%s is not JSON", (_, text) => {
    expect(parse(text)).toEqual({ outcome: "refused", problem: "not-json" })
  })

  test.each([
    ["at the top", '{"a":1,"b":2,"a":1}', "/a"],
    ["deep inside", '{"person":{"name":1},"list":[{},{"x":1,"x":2}]}', "/list/1/x"],
    ["after an object of its own", '{"a":{"a":1},"a":2}', "/a"],
    ["once escaped", String.raw`{"a":1,"\u0061":2}`, "/a"],
    ["with white space before the colon", '{"a" : 1, "a"\n:2}', "/a"],
    ["after an array of strings", '{"list":["a","a"],"list":1}', "/list"],
    ["named __proto__", '{"__proto__":1,"__proto__":2}', "/*"],
    ["that is a number of a person", '{"990101199001010019":1,"990101199001010019":2}', "/*"],
    ["that is a name of a person", '{"测试甲":1,"测试甲":2}', "/*"],
  ])("a key twice %s", (_, text, field) => {
    expect(parse(text)).toEqual({ outcome: "refused", problem: "duplicate-key", field })
  })

  test("33 levels, and a megabyte of brackets at once", () => {
    expect(parse(nested(33))).toEqual({ outcome: "refused", problem: "too-deep" })
    expect(parse("[".repeat(1_000_000))).toEqual({ outcome: "refused", problem: "too-deep" })
    expect(parse('{"a":'.repeat(33))).toEqual({ outcome: "refused", problem: "too-deep" })
  })

  test.each([
    ["a byte order mark", [0xef, 0xbb, 0xbf, 0x7b, 0x7d]],
    ["GBK", [0x22, 0xb9, 0xab, 0x22]],
    ["an overlong form", [0x22, 0xc0, 0xaf, 0x22]],
    ["a surrogate in UTF-8", [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ["UTF-16", [0x7b, 0x00, 0x7d, 0x00, 0xff, 0xfe]],
  ])("%s is no UTF-8 of ours", (_, bytes) => {
    expect(parseStrictJson(Uint8Array.from(bytes))).toEqual({
      outcome: "refused",
      problem: "invalid-encoding",
    })
  })

  test.each([String.raw`{"a":"\ud800"}`, String.raw`{"a":["\uDC00\ud83c"]}`, String.raw`{"\ud800":1}`])(
    "half a surrogate pair: %s",
    (text) => {
      expect(parse(text)).toEqual({ outcome: "refused", problem: "invalid-encoding" })
    },
  )
})

test("whatever JSON.stringify writes, at most 32 levels deep, comes back the same", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8 }), fc.nat(3), (value, space) => {
      const text = JSON.stringify(value, null, space)
      fc.pre(!/\\ud/i.test(text))
      expect(parse(text)).toEqual({ outcome: "parsed", value: JSON.parse(text) })
    }),
  )
})

test("an object with a key repeated anywhere is refused", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string({ unit: "grapheme" }), { minLength: 1, maxLength: 8 }),
      fc.nat(),
      fc.nat(),
      (keys, pick, at) => {
        const repeated = keys[pick % keys.length] ?? ""
        const all = keys.toSpliced(at % (keys.length + 1), 0, repeated)
        const text = `[{"o":{${all.map((key) => `${JSON.stringify(key)}:{}`).join(",")}}}]`
        expect(parse(text)).toMatchObject({ outcome: "refused", problem: "duplicate-key" })
      },
    ),
  )
})

test("bytes of any kind give a value and never an exception", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array(),
        fc.string().map((text) => Buffer.from(text)),
      ),
      (bytes) => {
        expect(["parsed", "refused"]).toContain(parseStrictJson(bytes).outcome)
      },
    ),
    { numRuns: 1000 },
  )
})
