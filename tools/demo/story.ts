import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { parseArgs } from "node:util"
import { PrivateKeyJwk } from "../../contracts/signature.ts"
import { SupervisedFindingList } from "../../contracts/findings.ts"
import { Instant } from "../../contracts/primitives.ts"
import { startHub } from "../../infra/local/start-hub.ts"
import { createHubClient } from "../hub-client.ts"
import { languageFrom, text } from "../language.ts"
import { chinaDay } from "./contribution-record.ts"
import { makeReviewerKey } from "./give-warnings.ts"
import { createNarrator } from "./narrator.ts"
import { seedDemo, type DemoCenter } from "./seed-demo.ts"
import { tellStory } from "./story-chapters.ts"
import type { Actor } from "./story-stage.ts"

// The entry of `npm run demo`.

const help = text(
  `npm run demo [-- 选项]

在本机起一个临时平台，用真实的签名报文讲完一次异地转移、几笔跨省通办提取和一笔异地贷款：
一个人从成都到晋城，中间有一次被拒的重复开户、一次封存交接、一笔打错的款；
一家四口在三个城市为老楼加装电梯提取，两地联办的购房提取，灵活就业人员退出；
再在沈阳买房：授权码、缴存使用证明、测算、放款、逾期催收、冲还贷，账户又转到大连，直到结清。

  --lang zh|en   语言（默认按 LANG，其次中文）
  --pause        每一节后等待回车

每个数字都与应有结果核对；全部相符时退出码为 0，否则为 1。`,
  `npm run demo [-- options]

Starts a hub of its own on this machine and tells one transfer, some withdrawals across cities and one off-site loan with
the real signed messages: somebody moves from Chengdu to Jincheng, past a refused second account, a seal and a mistyped
payment; a family of four in three cities withdraws for a lift, a buyer withdraws through two centers, a flexible
contributor leaves; and the first buys a home in Shenyang: consent, certificate, quote, grant, an overdue month, an offset, the account moved on to Dalian, and payoff.

  --lang zh|en   language (default: LANG, else Chinese)
  --pause        wait for Enter after each chapter

Each figure is held against the expected one; the exit code is 0 when all agree, else 1.`,
)

const storyBegins = "2026-11-02T01:00:00.000Z"
const oldCenterId = "510100000000000"
const newCenterId = "140500000000000"
const thirdCenterId = "210200000000000"
const lenderCenterId = "210100000000000"
const shanghaiCenterId = "310000000000000"
const shenzhenCenterId = "440300000000000"
const beijingCenterId = "110000000000000"
const changjiCenterId = "652300000000000"
const urumqiCenterId = "650100000000000"
/** Half a year passes in the story; the sweeper looks once a week of it instead of each minute. */
const sweptEveryMs = 7 * 24 * 3_600_000

const readOptions = () => {
  try {
    return parseArgs({
      options: {
        lang: { type: "string" },
        pause: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    }).values
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  }
}

const options = readOptions()
const language = languageFrom(options.lang, process.env["LANG"])
const print = (line: string): void => void process.stdout.write(`${line}\n`)

const run = async (): Promise<number> => {
  const narrator = createNarrator(language, options.pause === true ? "pause" : "flow", print)
  print(
    narrator.say(
      text(
        "住房公积金互联平台：一次异地转移、跨省通办的提取和一笔异地贷款的全过程",
        "The housing provident fund hub: one transfer, withdrawals across cities and one off-site loan from end to end",
      ),
    ),
  )
  const dataDirectory = mkdtempSync(join(tmpdir(), "hpf-story-"))
  const hub = await startHub({
    dataDirectory,
    clock: "virtual",
    start: storyBegins,
    schedulePeriodFloorMs: sweptEveryMs,
  })
  try {
    const clock = (): Instant => Instant.parse(new Date(hub.clock.now()).toISOString())
    const centers = await seedDemo({
      url: hub.url,
      dataDirectory,
      operatorKey: hub.operatorKey,
      clock,
      language,
    })
    print(
      narrator.say(
        text(
          `平台 ${hub.url}，${centers.length} 个中心已入网，每条报文都带签名。`,
          `Hub ${hub.url}; ${centers.length} centers are onboarded, every message is signed.`,
        ),
      ),
    )
    const token = readFileSync(join(dataDirectory, "supervisor.token"), "utf8")
    const supervise = async (path: string): Promise<unknown> => {
      const answer = await fetch(`${hub.url}/v1/supervision/${path}`, {
        headers: { authorization: `Bearer ${token}` },
      })
      return answer.json()
    }
    const actor = (centerId: string, zh: string, en: string): Actor => ({
      center: centerOf(centers, centerId),
      label: narrator.say(text(zh, en)),
    })
    await tellStory({
      narrator,
      old: actor(oldCenterId, "成都", "Chengdu"),
      new: actor(newCenterId, "晋城", "Jincheng"),
      third: actor(thirdCenterId, "大连", "Dalian"),
      lender: actor(lenderCenterId, "沈阳", "Shenyang"),
      cities: {
        shanghai: actor(shanghaiCenterId, "上海", "Shanghai"),
        shenzhen: actor(shenzhenCenterId, "深圳", "Shenzhen"),
        beijing: actor(beijingCenterId, "北京", "Beijing"),
        changji: actor(changjiCenterId, "昌吉", "Changji"),
        urumqi: actor(urumqiCenterId, "乌鲁木齐", "Urumqi"),
      },
      operator: {
        center: {
          client: createHubClient({
            url: hub.url,
            key: PrivateKeyJwk.parse(hub.operatorKey),
            callerId: "operator",
            clock,
            language,
          }),
        },
        label: narrator.say(text("运营方", "operator")),
      },
      reviewerOf: async ({ center, label }) => {
        const key = await makeReviewerKey({ center }, { dataDirectory, nowMs: () => hub.clock.now() })
        const client = createHubClient({ url: hub.url, key, callerId: center.centerId, clock, language })
        return {
          center: { ...center, client },
          label: narrator.say(text(`${label}复核人`, `${label}, reviewer`)),
        }
      },
      supervise,
      supervised: async () => SupervisedFindingList.parse(await supervise("findings")).findings,
      wait: async (hours) => {
        await hub.clock.advance(hours * 3_600_000)
      },
      today: () => chinaDay(hub.clock.now()),
    })
  } finally {
    await hub.stop()
    rmSync(dataDirectory, { recursive: true, force: true })
  }
  const deviations = narrator.deviations()
  print("")
  if (deviations.length === 0) {
    print(
      narrator.say(
        text(
          `讲完了：${narrator.checks()} 个数字全部相符。42 个月，52,714.06 元，一分不差，只记了一次账；电梯 40,000.00 元，三个城市合计一分不多；108 万元的贷款，标识跟着账户走，结清才解除。`,
          `Done: all ${narrator.checks()} figures agree. 42 months, 52,714.06 yuan to the fen, booked once; 40,000.00 for a lift from three cities, not a fen more; a loan of 1,080,000 whose mark went where the account went, until it was paid off.`,
        ),
      ),
    )
    return 0
  }
  print(narrator.say(text(`${deviations.length} 个数字不符：`, `${deviations.length} figures deviate:`)))
  for (const line of deviations) print(`  ✗ ${line}`)
  return 1
}

const centerOf = (centers: readonly DemoCenter[], centerId: string): DemoCenter => {
  const center = centers.find((candidate) => candidate.centerId === centerId)
  if (center === undefined) throw new Error(`center ${centerId} was not onboarded`)
  return center
}

if (options.help === true) {
  print(help[language])
} else {
  process.exitCode = await run().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  })
}
