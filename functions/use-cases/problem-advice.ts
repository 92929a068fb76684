import { PROBLEMS, type ProblemSlug } from "../../contracts/problems.ts"

export interface BothLanguages {
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

/** What to do about the problems that a center meets most, where its status alone says too little. */
const adviceOfProblem: Readonly<Partial<Record<ProblemSlug, BothLanguages>>> = {
  "monthly-record-missing": {
    zh: "在缴存分段中提供 contributionsByMonth（逐月个人缴存额，入账日可选），用 PUT /v1/accounts/{accountNo}/segments 更新后再试；利息补贴也可直接给出 yearInterest。",
    en: "Give the segment its `contributionsByMonth` (own money by month, the day of booking where it matters) with PUT /v1/accounts/{accountNo}/segments and ask again; for a subsidy of interest `yearInterest` may be given instead.",
  },
  "subsidy-already-paid": {
    zh: "同一补贴（年度补贴按年度）全国只发放一次。centerId 是已发放的中心，本中心自己发放的不另列；本次答复已留痕并计入额度。",
    en: "A subsidy, or its year, is paid once nationwide. `centerId` is the center that paid it, unless that is your own; this answer was recorded and charged as a disclosure.",
  },
  "subsidy-not-due": {
    zh: "rule 指出未满足的条件；先用 POST /v1/subsidy-quotes 测算，逐条查看原因。",
    en: "`rule` names the condition that is not met: quote first (POST /v1/subsidy-quotes) and read each step.",
  },
  "subsidy-over-quote": {
    zh: "以当日测算金额为限；缴存记录有误的，先更正逐月缴存额，再测算、登记。field 为 /yearInterest 的，所报利息高于灵活就业资金当年按最高存款利率可得的利息，或高于逐月记录结出的利息。取其高的，同期已发放的其他补贴计入。",
    en: "No more than the quote of that day. If the record is wrong, put the months right first, then quote and report. With `/yearInterest`: more than the flexible money can have earned in the year, or than the record by month credits. Where only the highest is given, what other kinds were paid for the year counts.",
  },
  "interest-rate-unknown": {
    zh: "平台只登记 2016-02-21 起的统一存款利率；更早的部分由中心计息，以结息后的余额作为期初余额。",
    en: "The hub knows the rate since 2016-02-21. Begin with the balance after a later 30 June, which the center's own books give.",
  },
  "balance-overdrawn": {
    zh: "某日提取后余额为负：核对期初余额、各笔日期和资金类别（part）。",
    en: "A day ends below zero: check the opening balance, the days, and whose money each movement is (`part`).",
  },
  "matter-not-offered": {
    zh: "查看缴存地的办事指南（GET /v1/catalogue/{centerId}），该事项不通办时请申请人直接向缴存地办理。",
    en: "Read the home center's catalogue (GET /v1/catalogue/{centerId}); what it does not offer is asked at the home center itself.",
  },
  "mode-not-allowed": {
    zh: "办事指南列明该事项允许的模式：全程网办、代收代办或两地联办；换一种模式提交。",
    en: "The catalogue lists the modes of the matter: online, agent or joint. Submit it in one of them.",
  },
  "back-payment-not-allowed": {
    zh: "该中心的政策不允许补缴：从本月起缴存；协议已终止的须重新签订。",
    en: "The center's rules allow no back payment: contribute from this month on; sign a new agreement where the old one has ended.",
  },
  "reason-missing": {
    zh: "规则数据不能判定此笔业务，由缴存地判断：在 reason 中写明理由后重新提交审批。",
    en: "The rules leave this to the home center: decide again and say in `reason` why.",
  },
  "account-held": {
    zh: "读取账户（GET /v1/accounts/{accountNo}），看 holds 中哪项限制在挡：转移办理中的限制随业务办结或终止而解除；司法冻结、其他限制须有解除依据，用 holds/{id}/release 解除后再办。",
    en: "Read the account (GET /v1/accounts/{accountNo}) and see which of its holds is in the way. One of a transfer ends with its case; a court's or another one needs the ground for its release and then holds/{id}/release.",
  },
  "normal-account-exists": {
    zh: "centerId 是已有正常账户的中心。请缴存人先到该中心封存，再以 01 开户；或先以 02（封存）登记。单位缴存无须等待：以 employee 开户会登记为 X2，并向该中心发出封存请求。",
    en: "`centerId` names the center of the normal account. Have the person seal that one first, then open with 01; or register with 02 for now. An employer's account need not wait: opened as `employee` it becomes X2 and that center is asked to seal.",
  },
  "loan-mark": {
    zh: "账户上的贷款标识是转出中心手工设置的，没有对应的异地贷款业务，不能随账户转移。由转出中心核实：贷款已结清的解除该限制后再转；仍在还款的，贷款中心登记异地贷款后标识即可随转移办理。已收到联系函的，以 own-loan 或 other-hold 拒绝并说明。",
    en: "The transfer-out center put this mark by hand; it names no off-site loan and cannot follow the account. That center releases it when the loan is paid off. The mark of an off-site loan of the hub does follow. Until then refuse the letter as own-loan or other-hold, so that the applicant knows.",
  },
  "amount-mismatch": {
    zh: "把各笔到账减去退回，与账户信息表的 amount 逐分核对，什么都还没有记账。多到的用 returned 退回差额；少到或未到的用 dispute 提出协商（underpaid、overpaid、not-received），等转出中心补付或更正账户信息表。通办提取按审批的金额付款，一分不差。",
    en: "Hold payments less returned against the statement's `amount`, to the fen; nothing has been booked. Send a surplus back and name it in `returned`; for too little or nothing open a `dispute` (underpaid, overpaid, not-received) and wait for the rest or for a corrected statement. A withdrawal of a service case is paid as it was approved, to the fen.",
  },
  "statement-inconsistent": {
    zh: "rule 指出哪个等式不成立：分段本金之和＝principal，分段利息之和＝interest，principal＋interest＝amount，一分不差。补贴已含在本金内，不要再加；更正后重新发送账户信息表。",
    en: "`rule` names the sum that fails: segment principals = principal, segment interests = interest, principal + interest = amount, to the fen. A subsidy is inside the principal already. Correct it and send the statement again.",
  },
  "open-transfer-exists": {
    zh: "同一人、同一转出中心、同类账户已有在办业务：用 GET /v1/transfers?role=in 找到并办完；账号填错的，01 状态先 cancellation，已确认的等转出中心拒绝，然后用 replaces 发新函。",
    en: "A case for this person, transfer-out center and kind of account is open: find it with GET /v1/transfers?role=in and finish it. With a wrong account number cancel it while it is in 01, or let the other side refuse it; then send a new letter with `replaces`.",
  },
  "version-stale": {
    zh: "别人已经改动。重新读取该账户或业务，确认所要做的仍然成立，再以新的 version 作 If-Match、用新的幂等键发送；不要只换版本号照发。",
    en: "Somebody has changed it. Read it again, see whether what you mean to do still holds, then send it with the new `version` in If-Match and a new idempotency key; do not merely swap the number.",
  },
  "payment-reference-used": {
    zh: "付款流水号全平台只用一次，退回的款也不例外。先查本业务的付款是否已经记录（已记录就不必再报）；另一笔款用银行给它的另一个流水号。",
    en: "A payment reference is used once on the whole hub, also by a return. See first whether the case has this very payment (then there is nothing to report); another payment bears the number that its own bank gave it.",
  },
  "signature-expired": {
    zh: "签名时间 iat 与平台时间相差不得超过 300 秒：用时间同步（NTP）校准发送方时钟，每次发送（含重试）重新签名，不要缓存签名。",
    en: "`iat` may differ from the hub's time by 300 seconds. Keep the sender's clock in step (NTP) and sign anew for each attempt, repeats included; a signature is not kept for later.",
  },
  "key-unknown": {
    zh: "核对签名头中的 kid 是否与登记的完全一致、所连的是否为登记该密钥的平台（生产或测试）。首个公钥由平台运营方入网时登记；其后由本中心用有效密钥签 PUT /v1/directory/keys/{kid} 登记。",
    en: "See that `kid` in the signature header is the registered one, letter by letter, and that this is the deployment that knows it. The operator registers the first key at onboarding; further ones you add yourself with PUT /v1/directory/keys/{kid}, signed with a valid key.",
  },
  "center-suspended": {
    zh: "平台运营方暂停了本中心，并登记了原因。请向运营方了解；恢复（reinstatement）后 30 秒内生效。暂停期间不要换密钥反复重试，未办的业务和消息都保留。",
    en: "The operator has suspended this center for a reason that is on record: ask there. A reinstatement takes hold within 30 seconds. Other keys or repeats do not help meanwhile; open cases and messages are kept.",
  },
  "center-succeeded": {
    zh: "本中心的业务自合并日起由承继中心办理，centerId 即承继中心。请改用承继中心的密钥调用：在办业务按编号直接办理，账号、合同号等本中心自编的号码在网址后加 ?actingFor=原中心代码。未读消息在承继中心的收件箱。",
    en: "Since the day of the merger the successor, named in `centerId`, answers for these books. Call with its keys: cases are found by their id, and what bears a number of the former center (accounts, contracts) by adding `?actingFor=<former center>`. Unread messages are in the successor's inbox.",
  },
  "not-successor": {
    zh: "actingFor 只能填写本中心已承继（合并日已到）的原中心代码；见机构目录中本中心的 formerCenters。",
    en: "`actingFor` names a center whose books the caller has taken over, on or after the day of the merger: see `formerCenters` of the caller's directory entry.",
  },
  "succession-not-found": {
    zh: "没有可接受或可撤销的机构合并：可能未提出、承继方不是本中心、已接受或合并日已到。合并日到后不能撤销。",
    en: "Nothing waits for this act: no merger is proposed to this center, it was accepted before, or its day has come. After the day it cannot be taken back.",
  },
  "succession-exists": {
    zh: "一个中心只有一个承继中心。尚未到合并日的可先撤销（succession/cancellation）再提出；有他中心待并入的，等其合并日过后再提出。",
    en: "A center has one successor. Cancel the merger that waits (`succession/cancellation`) before proposing another; when others are still to merge into this center, wait until their day has passed.",
  },
  "successor-not-eligible": {
    zh: "rule 说明原因：并入自身或已并出的中心（请直接并入最后的承继中心）、承继的中心过多、或合并日没有有效的政策数据（先 PUT /v1/policies/{effectiveFrom}）。",
    en: "`rule` says why: the center itself or one that has merged away (name the last successor), too many former centers, or no rules in force on the day (PUT /v1/policies/{effectiveFrom} first).",
  },
  "consent-missing": {
    zh: "只有本中心自己的账户、与本中心有在办转移或异地贷款的另一方的账户，以及申请人当日授权的账户可以读取。请申请人向缴存地取得授权码（POST /v1/consents）后填入 consent，或去掉该申请人；field 指出是哪一位。不说明其在别处有无账户。",
    en: "Only your own accounts, those of the other side of an open transfer or off-site loan of yours, and those that the applicant opens today with a consent are read. Ask the applicant for a code of the home center (POST /v1/consents) and pass it as `consent`, or leave the applicant out; `field` says which. It tells nothing of accounts elsewhere.",
  },
  "desk-link-invalid": {
    zh: "经办页面的链接十五分钟有效，只供打开它的中心使用；到期、退出、签发它的密钥吊销或中心被暂停后即失效。请在本中心业务系统中重新打开。不说明是哪一项。",
    en: "A link to the clerk's page lives fifteen minutes and is one center's own. It dies with its time, when the clerk leaves, when the key that asked for it is revoked or the center is suspended. Open it again from the center's own system. It does not tell which of these it was.",
  },
  "consent-invalid": {
    zh: "授权码由缴存地当日出具，只能使用一次，24:00失效，且须与所填人员、用途和中心一致。请申请人重新取得一个。不说明是哪一项不符。",
    en: "A consent is given by the home center, used once, dead at 24:00 of its day, and meant for one person, one purpose and, if it says so, one center. Ask the applicant for a new one. It does not tell which of these failed.",
  },
  "unsettled-loan-exists": {
    zh: "field 指出家庭成员，centerId 指出所在中心（本中心自己的不另列）。结清登记后，或预占解除、满六十日失效后再试；如对方数据有误，请与该中心核对。本次查询已留痕并计入额度。",
    en: "`field` names the member of the family, `centerId` the center (your own is not named). Try again when the loan is registered as paid off, or the reservation is released or sixty days old; if the record is wrong, settle it with that center. The answer was recorded and charged as a disclosure.",
  },
  "loan-count-exceeded": {
    zh: "一个家庭一生的贷款次数按本中心政策计算，夫妻、共同借款人的同一笔贷款只计一次。次数用完后不能再贷；如登记有误，由登记该笔贷款的中心更正并在疑点中陈述。",
    en: "Loans in life are counted for the family by your own policy; one loan of two of them counts once. When they are used up there is no further loan. If a registration is wrong, its center puts it right and says so in the finding.",
  },
  "reservation-missing": {
    zh: "放款前先预占（POST /v1/loan-reservations），预占须由本中心办理、未满六十日、未使用，且人员与借款人、共同借款人、配偶完全一致。",
    en: "Reserve before you grant (POST /v1/loan-reservations): by your own center, not older than sixty days, not used, and for exactly the borrower, co-borrowers and spouse of the loan.",
  },
  "over-quote": {
    zh: "rule 指出起约束作用的限额：QUO-003 最高额度，QUO-004 缴存测算，QUO-005 还款能力，QUO-006 贷款成数，QUO-007 房价，QUO-008 不符合条件，QUO-009 商业贷款余额。降低金额，重新测算，或在 overrideReason 写明理由（留痕）。",
    en: "`rule` names the limit that binds: QUO-003 cap, QUO-004 contributions, QUO-005 repayment, QUO-006 share of the price, QUO-007 price, QUO-008 a condition that is not met, QUO-009 commercial balance. Lend less, quote again, or state an `overrideReason`, which is kept as evidence.",
  },
  "quote-missing": {
    zh: "先在本案测算额度（POST /v1/offsite-loans/{id}/quote），或在 overrideReason 写明不经测算的理由。",
    en: "Quote in the case first (POST /v1/offsite-loans/{id}/quote), or state in `overrideReason` why there is none.",
  },
  "certificate-expired": {
    zh: "证明过期即失效，账户限制已解除。请申请人重新授权并重新申请。",
    en: "An expired certificate is void and the account is free again. Ask the applicant for a new consent and request anew.",
  },
  "certificate-exists": {
    zh: "该缴存人另有一份有效证明。等其使用、被拒或过期后再出具。",
    en: "Another certificate of this person is live. Certify when it has been used, rejected or has expired.",
  },
  "certificate-inconsistent": {
    zh: "rule 与 field 指出不符之处：LON-007 贷款次数、累计金额、未清偿余额；LON-008 账户状态、分段与余额，或与已登记的缴存记录不一致（先用 PUT segments 更新）；LON-009 有效期。",
    en: "`rule` and `field` say where: LON-007 loan count, total or unsettled balance; LON-008 account status, segments and balance, or a difference from the registered record (replace it first with PUT segments); LON-009 last day.",
  },
  "balance-outstanding": {
    zh: "先报送余额为 0.00 的还款状态（repayments），再办理结清。",
    en: "Feed a balance of 0.00 first (`repayments`), then pay off.",
  },
  "balance-rises": {
    zh: "余额不得高于上次报送。若上次报送有误，按实际余额继续报送较低的数，差异由两地中心核对。",
    en: "A balance is never above the last one fed. If the last one was wrong, settle the difference between the centers; the registry does not go back.",
  },
  "persons-link-later": {
    zh: "该缴存人有在办的贷款预占、异地贷款申请或缴存证明，合并会使其失去依据。放款、解除、被拒或到期后（预占最长六十日），用同一幂等键重新发送即可；什么都没有改动。",
    en: "Somebody has reserved, requested or certified a loan of this person under one of the two documents. It ends with the grant, the release, a refusal or its last day (a reservation after sixty days); then send the same call again with the same key. Nothing was changed.",
  },
  "batch-not-found": {
    zh: "批次号为 PLZYJXH 加十六位数字，只有提交批次的中心可以查询。",
    en: "A batch number is PLZYJXH and sixteen digits; only the center that handed the batch in can read it.",
  },
  "batch-serials-exhausted": {
    zh: "同一前六位机构代码每日最多 9999 个批次。把多个文件合并（每个文件至多一千行），或次日（北京时间）再提交。",
    en: "Centers of one six-digit prefix have 9999 batches a day. Put more lines into one file (up to 1000), or come back after midnight in China.",
  },
  "federation-not-found": {
    zh: "核对联盟编号和版本号，见 GET /v1/federations。",
    en: "Check the id and the version; GET /v1/federations lists them.",
  },
  "federation-content-differs": {
    zh: "读取联盟版本（GET /v1/federations/{federationId}），对其内容计算摘要，只接受与之相同的摘要。",
    en: "Read the version (GET /v1/federations/{federationId}), hash what it says and accept that hash, no other.",
  },
  "federation-not-member": {
    zh: "请运营方在下一版本中列入本中心。",
    en: "Ask the operator to list the center in the next version.",
  },
  "federation-already-accepted": {
    zh: "无需再次接受；本中心已受该版本或更新版本约束。",
    en: "Nothing is to be done: that version, or a later one, binds the center.",
  },
  "federation-version-over": {
    zh: "该版本的最后一天已过，接受较新的版本。",
    en: "Its last day is over: accept a newer version.",
  },
  "federation-not-bound": {
    zh: "读取联盟，查看本中心的接受和退出日期；退出日期可提前，不可推后。",
    en: "Read the federation for when the center accepted and leaves. An exit can be brought forward, not put off.",
  },
  "federation-unchanged": {
    zh: "新版本须改变内容，否则无需提出。",
    en: "A next version says something else; there is nothing to propose.",
  },
  "federation-contradicts-nation": {
    zh: "按 field 指出的位置删去或收紧该规则：国家规定的限制，联盟不得放宽。",
    en: "Take the rule at `field` out or make it as strict: no federation lifts what the nation bars.",
  },
  "federation-validity-overlaps": {
    zh: "新版本须自已有版本之后的日期生效；有截止日的版本，须在其截止之后。",
    en: "Begin after the versions before; where one has a last day, after that day.",
  },
  "federation-too-large": {
    zh: "减少通办事项或来源，或先退出不再需要的联盟。",
    en: "List fewer matters and sources, or leave federations that are no longer needed.",
  },
  "agreement-not-found": {
    zh: "开户时登记的协议编号只是编号；协议须另行登记（PUT /v1/accounts/{accountNo}/agreement）。",
    en: "A number that an opening names is a number only: register the agreement itself (PUT /v1/accounts/{accountNo}/agreement).",
  },
  "agreement-not-for-employee": {
    zh: "账户为单位缴存。本人已转为灵活就业的，先由原单位封存并办理身份转换，再签订协议。",
    en: "The account contributes through a unit. If its holder works flexibly now, have it sealed and change its contributor type first, then sign.",
  },
  "contribution-out-of-limits": {
    zh: "field 指出超出限额的一项：月缴存额、缴存基数或缴存比例。限额取签约日本中心有效的政策（GET /v1/policies/{centerId}?on=）。",
    en: "`field` names what is outside: monthly contribution, base or rate. The limits are those of your policy in force on the day of signing (GET /v1/policies/{centerId}?on=).",
  },
  "agreement-running": {
    zh: "一个账户同时只有一份有效协议。先终止现有协议（agreement/termination），再签订新的。",
    en: "An account has one running agreement. End it (`agreement/termination`), then sign the next.",
  },
  "agreement-ended": {
    zh: "协议已终止，不再变更。重新缴存须签订新协议，自签约当月起缴存。",
    en: "It has ended and does not change any more. To contribute again, sign a new one; it begins with its own month.",
  },
  "agreement-exists": {
    zh: "协议编号在本中心只用一次，包括已终止的协议。换一个编号。",
    en: "A number is used once at a center, ended agreements included. Take another.",
  },
  "unsettled-loan-bars": {
    zh: "按本中心政策，未结清贷款（本人、配偶、贴息或担保）锁定账户。贷款结清后可以销户；还款提取和冲还贷不受影响。",
    en: "By your own policy an unsettled loan (own, spouse's, subsidised or guaranteed) locks the account. It may be closed when the loan is paid off; repayment withdrawals and offsets go on.",
  },
  "withdrawal-not-allowed": {
    zh: "rule 指出决定的规则。用 `POST /v1/withdrawal-checks` 逐条查看依据；规则有误的，先更新本中心政策包。",
    en: "`rule` names what decided. `POST /v1/withdrawal-checks` tells every rule with its source; if one is wrong, publish the right pack first.",
  },
  "over-allowed-part": {
    zh: "按预审答复的 mostAmount 及其分项减少金额：灵活就业部分与单位缴存部分分别计算，已审批的提取已扣除。",
    en: "Ask for no more than `mostAmount` of the check: flexible and employee money are counted apart, and approved withdrawals are taken off.",
  },
  "shared-total-exceeded": {
    zh: "同一住房事实由全家共用一个总额（费用减补贴）。按预审答复的剩余额度减少金额。",
    en: "The family shares one total for one fact: the cost less the subsidy. Ask for no more than the check says is left.",
  },
  "fact-used": {
    zh: "本人已在其他中心以同一住房事实提取，不得在两地使用。请与申请人核对合同或楼栋编号。",
    en: "The applicant has used this fact at another center; it is not used in two cities. Check the contract or building number with the applicant.",
  },
  "fact-differs": {
    zh: "该住房事实已按其他金额或权利人登记使用。请核对编号、金额和权利人后更正申请。",
    en: "The fact was used with other figures or another owner. Check number, figures and owner, and correct the request.",
  },
  "withdrawal-not-recorded": {
    zh: "该账户有已付或已审批的提取尚未从登记的缴存记录中扣除（见账户的 withdrawals，无 recordedAt 的各笔）。请先以 `PUT /v1/accounts/{accountNo}/segments` 报送扣除后的记录，再发账户信息表；或按扣除后的金额填写。",
    en: "Withdrawals of this account (its `withdrawals` without `recordedAt`) are still inside the record that you put. Put the record without that money (`PUT /v1/accounts/{accountNo}/segments`), then send the statement; or state less.",
  },
  "investigation-not-shared": {
    zh: "两中心须为同一联盟成员，且均已接受开通购房信息协查（purchaseInvestigation）的版本，见 `GET /v1/federations`；否则线下发函。",
    en: "Both centers must have accepted one version of a federation with purchaseInvestigation switched on, see `GET /v1/federations`; otherwise write to each other.",
  },
  "notice-not-shared": {
    zh: "本中心须已接受开通警示公告（abnormalRegionNotices）的联盟版本，见 `GET /v1/federations`。",
    en: "Your center must have accepted a version of that federation with abnormalRegionNotices switched on, see `GET /v1/federations`.",
  },
  "notice-region-foreign": {
    zh: "按 GB/T 2260 填写本省城市或区县代码；外省地区由当地中心发布。",
    en: "Give the GB/T 2260 code of a city or district of your own province; elsewhere the centers there publish.",
  },
  "notice-period-invalid": {
    zh: "截止日不早于今天、不晚于起始日后一年；到期需要的，另行发布。",
    en: "It ends today or later, and within a year of its first day; publish another where it is still needed.",
  },
  "warning-key-used": {
    zh: "经办与复核各用一把密钥：复核人用本中心登记的另一把密钥签名后重新发送。",
    en: "Handler and reviewer sign with a key each: send it again, signed by the reviewer with another key of the center.",
  },
  "warning-objected": {
    zh: "每条警示在平台提出一次异议。对答复仍不服的，向登记中心申请行政复议。",
    en: "A warning is objected to once in the hub. Whoever disagrees with the answer turns to the registering center's administrative review.",
  },
  "warning-scope-unknown": {
    zh: "先查询本中心所在的联盟（`GET /v1/federations`）及其开通的服务（sharedWarnings），或改为全国范围。",
    en: "Look up the federations that bind your center (`GET /v1/federations`) and share warnings, or take the nation.",
  },
  "warning-period-invalid": {
    zh: "rule 指出是期限过长（WRN-003）还是已经届满（WRN-004）。骗提最长三年，骗贷五年，单位欠缴一年。",
    en: "`rule` says whether it lasts too long (WRN-003) or would be over (WRN-004): at most 3 years for a false withdrawal, 5 for a false loan, 1 for arrears.",
  },
  "warning-exists": {
    zh: "同一决定已有生效的警示；如需更改，先移除再登记。",
    en: "The decision has a warning in effect. To change it, remove that one first.",
  },
  "warning-subject-differs": {
    zh: "该证件号码在平台以其他姓名登记。先核对决定书上的号码和姓名，避免误及他人。",
    en: "The number is registered under another name. Check number and name in the decision first, so that nobody else is warned of.",
  },
  "document-missing": {
    zh: "先按登记时给出的地址和请求头上传（PUT，十五分钟内有效），再用 receipt 报告；地址已失效的重新登记。field 或 caseId 指出是哪一份。",
    en: "Upload it first to the address that the announcement gave, with its headers (PUT, within fifteen minutes), then report it with `receipt`; announce anew when the address is over. `field` or `caseId` says which document.",
  },
  "document-altered": {
    zh: "平台保存的内容与登记的摘要、大小或类型不符，不能使用，也不能再改。请就正确的文件重新计算 SHA-256、重新登记并上传。",
    en: "What is stored is not what was announced, in hash, size or type; it cannot be used or replaced. Compute the SHA-256 of the right file, announce it anew and upload it.",
  },
  "document-of-another-case": {
    zh: "一份材料只属于一笔业务。另一笔业务需要同样内容的，重新登记并上传一份。",
    en: "A document belongs to one case. For another case announce and upload it once more.",
  },
  "document-erased": {
    zh: "未入业务的材料二十四小时后清除，业务材料在业务结束后清除。仍需要的重新登记并上传。",
    en: "What no case took within 24 hours is erased, and so are the documents of a case after it has ended. Announce and upload it anew where it is still needed.",
  },
  "report-inconsistent": {
    zh: "按 rule 与 field 核对原始数据：分项须等于合计（RPT-001），余额须滚动到分（RPT-002），期初须等于上月期末（RPT-003，上月有误的先更正上月），其中项不大于总项（RPT-004）。更正后用新的幂等键重新报送，什么也没有写入。",
    en: "Compare the figures with the books where `rule` and `field` point: parts add up (RPT-001), the balance rolls to the fen (RPT-002), the opening is last month's closing (RPT-003; correct last month first if it was wrong), a share is not above its whole (RPT-004). Nothing was written; send it again with a new idempotency key.",
  },
  "report-month-not-open": {
    zh: "月份结束后（次月1日起）才能报送和查看评价；中心在目录中的起始月份以前没有月报。",
    en: "A month is reported and graded when it is over, from the 1st of the next; there are no reports from before the center's first month in the directory.",
  },
}

const usual: BothLanguages = { zh: "见接口文档。", en: "See the reference." }

export const adviceFor = (slug: ProblemSlug): BothLanguages =>
  adviceOfProblem[slug] ?? adviceOfStatus[PROBLEMS[slug].status] ?? usual
