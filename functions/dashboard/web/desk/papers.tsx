import type { ComponentChildren } from "preact"
import type { DeskIdentity, DeskLetter, DeskStatement } from "../../../../contracts/desk.ts"
import { chinaTime, groupDigits } from "../shared/format.ts"

/**
 * 联系函 and 账户信息表 as the centers file them: in Chinese, whatever language the page has, on one A4 page. What the page
 * does not know stays blank, to be filled in by hand.
 */

const Cells = ({ cells }: { readonly cells: readonly (readonly [string, ComponentChildren])[] }) => (
  <tr>
    {cells.map(([name, value]) => (
      <>
        <th scope="row">{name}</th>
        <td>{value}</td>
      </>
    ))}
  </tr>
)

const Wide = ({ name, children }: { readonly name: string; readonly children: ComponentChildren }) => (
  <tr>
    <th scope="row">{name}</th>
    <td colSpan={3}>{children}</td>
  </tr>
)

const DOCUMENT_NAMES: Readonly<Record<string, string>> = {
  "01": "居民身份证",
  "02": "军官证",
  "03": "护照",
  "04": "外国人永久居留身份证",
  "05": "港澳台居民居住证",
  "99": "其他",
}

const PersonRows = ({ identity }: { readonly identity: DeskIdentity | undefined }) => (
  <>
    <Cells
      cells={[
        ["姓名", identity?.person.name ?? ""],
        ["证件类型", DOCUMENT_NAMES[identity?.person.documentType ?? ""] ?? ""],
      ]}
    />
    <Cells
      cells={[
        ["证件号码", identity?.person.documentNumber ?? ""],
        ["联系电话", identity?.contact.phone ?? ""],
      ]}
    />
  </>
)

const Signed = ({
  center,
  handler,
  reviewer,
  on,
}: {
  readonly center: string
  readonly handler: string | undefined
  readonly reviewer: string | undefined
  readonly on: string
}) => (
  <footer>
    <p>
      <span>经办人：{handler ?? "＿＿＿＿＿＿"}</span>
      <span>复核人：{reviewer ?? "＿＿＿＿＿＿"}</span>
    </p>
    <p>
      <span>{center}（业务专用章）</span>
      <span>{on}</span>
    </p>
  </footer>
)

const dayOf = (instant: string): string => {
  const [year, month, day] = chinaTime(instant).slice(0, 10).split("-")
  return `${year}年${Number(month)}月${Number(day)}日`
}

export const LetterPaper = ({
  letter,
  identity,
}: {
  readonly letter: DeskLetter
  readonly identity: DeskIdentity | undefined
}) => {
  const opened =
    identity !== undefined && "receivingAccount" in identity ? identity.receivingAccount : undefined
  const employer =
    identity !== undefined && "formerEmployer" in identity ? identity.formerEmployer : undefined
  return (
    <article class="paper" lang="zh-CN" aria-label="联系函">
      <h2>住房公积金异地转移接续联系函</h2>
      <p class="number">编号：{letter.letterNo}</p>
      <p class="addressee">{letter.fromCenter.name}：</p>
      <p class="body">
        以下职工已在本中心开立住房公积金账户，申请将其在贵中心的住房公积金转入本中心。请核对账户信息，并按规定办理转出手续，将本息划至下列账户。
      </p>
      <table>
        <tbody>
          <PersonRows identity={identity} />
          <Wide name="原工作单位">{employer ?? ""}</Wide>
          <Cells
            cells={[
              ["原个人账号", letter.fromAccountNo],
              ["转入个人账号", letter.toAccountNo],
            ]}
          />
          <Cells
            cells={[
              ["账户种类", letter.accountKind.zh],
              ["申请日期", letter.appliedOn],
            ]}
          />
          <Wide name="转出地中心">
            {letter.fromCenter.name}（{letter.fromCenter.centerId}）
          </Wide>
          <Wide name="转入地中心">
            {letter.toCenter.name}（{letter.toCenter.centerId}）
          </Wide>
          <Wide name="转入资金户名">{letter.bankAccountName}</Wide>
          <Wide name="转入资金账号">
            {opened?.accountNumber ?? `＊＊＊＊＊＊＊＊ ${letter.bankAccountTail}（后四位）`}
          </Wide>
          <Wide name="开户银行">{letter.bankName}</Wide>
        </tbody>
      </table>
      <Signed
        center={letter.toCenter.name}
        handler={letter.handler}
        reviewer={letter.reviewer}
        on={dayOf(letter.sentAt)}
      />
    </article>
  )
}

const yesNo = (value: boolean): string => (value ? "是" : "否")
const contributorNames = { employee: "单位职工", flexible: "灵活就业" } as const

/** One page takes so many segments; that there are more is said, and their sum is in the figures above. */
const mostSegmentsShown = 8

export const StatementPaper = ({
  statement,
  letter,
  identity,
}: {
  readonly statement: DeskStatement
  readonly letter: DeskLetter
  readonly identity: DeskIdentity | undefined
}) => (
  <article class="paper" lang="zh-CN" aria-label="账户信息表">
    <h2>住房公积金异地转移接续账户信息表</h2>
    <p class="number">联系函编号：{letter.letterNo}</p>
    <p class="addressee">{letter.toCenter.name}：</p>
    <p class="body">贵中心联系函所列职工的住房公积金账户信息如下，本息已按联系函所列账户办理划转。</p>
    <table>
      <tbody>
        <PersonRows identity={identity} />
        <Cells
          cells={[
            ["原个人账号", letter.fromAccountNo],
            ["转入个人账号", letter.toAccountNo],
          ]}
        />
        <Cells
          cells={[
            ["开户日期", statement.openedOn],
            ["缴至年月", statement.paidThrough],
          ]}
        />
        <Cells
          cells={[
            ["累计缴存月数", `${statement.paidMonths} 个月`],
            ["近6月连续缴存", yesNo(statement.sixMonthsContinuous)],
          ]}
        />
        <Cells
          cells={[
            ["使用贷款次数", `${statement.loanCount} 次`],
            ["有未结清贷款", yesNo(statement.hasUnsettledLoan)],
          ]}
        />
        <Cells
          cells={[
            ["骗提骗贷记录", statement.hasFraudRecord ? "有" : "无"],
            ["出具日期", chinaTime(statement.statedAt).slice(0, 10)],
          ]}
        />
        <Cells
          cells={[
            ["本金（元）", groupDigits(statement.principal)],
            ["利息（元）", groupDigits(statement.interest)],
          ]}
        />
        <Wide name="转移金额（元）">
          <strong>{groupDigits(statement.amount)}</strong>
        </Wide>
        <Wide name="金额大写">{statement.amountInCapitals}</Wide>
        <Wide name="付款流水号">
          {statement.payments.map(({ reference, paidOn }) => `${reference}（${paidOn}）`).join("；")}
        </Wide>
      </tbody>
    </table>
    <table class="segments">
      <thead>
        <tr>
          {["缴存身份", "起始月", "终止月", "本金（元）", "利息（元）"].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {statement.segments.slice(0, mostSegmentsShown).map((segment) => (
          <tr key={`${segment.contributorType} ${segment.from} ${segment.principal}`}>
            <td>{contributorNames[segment.contributorType]}</td>
            <td>{segment.from}</td>
            <td>{segment.to}</td>
            <td class="figure">{groupDigits(segment.principal)}</td>
            <td class="figure">{groupDigits(segment.interest)}</td>
          </tr>
        ))}
        {statement.segments.length > mostSegmentsShown && (
          <tr>
            <td colSpan={5}>另有 {statement.segments.length - mostSegmentsShown} 段，见业务系统。</td>
          </tr>
        )}
      </tbody>
    </table>
    <Signed
      center={letter.fromCenter.name}
      handler={statement.handler}
      reviewer={statement.reviewer}
      on={dayOf(statement.statedAt)}
    />
  </article>
)
