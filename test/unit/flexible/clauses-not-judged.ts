interface NotJudged {
  readonly city: "晋城" | "昌吉" | "辽宁"
  readonly article: string
  readonly words: string
  readonly reason: string
}

const contracts = "what people sign is kept by the center; the hub knows that an agreement runs"
const moving = "a conversion or a transfer of the account, not a condition of joining"
const booking = "the center books it; the hub quotes what is due and records what was paid"
/** What no pack can express: said here, so that nobody looks for its figure. */
export const notJudged: readonly NotJudged[] = [
  {
    city: "晋城",
    article: "三(一)",
    words: "条例规定应缴范围之外",
    reason: "no record tells who ought to be paid for by a unit; one who is has a normal account",
  },
  { city: "晋城", article: "三(二)", words: "书面承诺主体资格", reason: contracts },
  {
    city: "晋城",
    article: "三(三)",
    words: "以结算年度为界",
    reason: "twelve months ahead are counted; no figure says where a year of account begins",
  },
  {
    city: "晋城",
    article: "三(三)",
    words: "银行托收或主动缴款",
    reason: "how money reaches the center is between it and the bank",
  },
  { city: "晋城", article: "三(四)", words: "灵活转换、互认互通", reason: moving },
  { city: "晋城", article: "三(四)", words: "实施前已开户的，应签订协议", reason: contracts },
  {
    city: "晋城",
    article: "三(六)",
    words: "存贷挂钩",
    reason: "an amount of a loan, by the packs of loans",
  },
  {
    city: "晋城",
    article: "三(七)",
    words: "租房押金减免、公租房优先、金融增值服务",
    reason: "given by others than the center",
  },
  {
    city: "晋城",
    article: "三(七)",
    words: "毕业生缴存补贴；一定时限未使用的利息补贴",
    reason: "neither an amount nor a time is said: a pack without figures offers nothing",
  },
  { city: "晋城", article: "三(七)", words: "缴存权益在亲属之间转让", reason: "to be explored; no rule yet" },
  {
    city: "昌吉",
    article: "二(二)1",
    words: "每年公布的月缴存基数上下限",
    reason: "the shipped pack has no figure of the year: unruled until it is published",
  },
  { city: "昌吉", article: "二(二)2", words: "签订缴存使用协议代扣代缴", reason: contracts },
  {
    city: "昌吉",
    article: "二(二)3",
    words: "每年6月30日结息",
    reason: "a quote of interest, by the national rates",
  },
  { city: "昌吉", article: "二(二)4", words: "身份转换、分段管理", reason: moving },
  {
    city: "昌吉",
    article: "二(三)1",
    words: "个人所得税扣除",
    reason: "a statement for the tax office, not a condition",
  },
  {
    city: "昌吉",
    article: "二(三)2",
    words: "足额",
    reason: "what was agreed for each month is not kept: a month is paid or it is not",
  },
  { city: "昌吉", article: "二(三)2", words: "于次月存入", reason: booking },
  { city: "昌吉", article: "二(三)3", words: "核实缴存情况后的次月发放；免申即享", reason: booking },
  {
    city: "昌吉",
    article: "二(三)",
    words: "第4、5项产业和金融支持",
    reason: "encouragement of banks, no rule",
  },
  { city: "辽宁", article: "一(二)", words: "约定违约情形及处置措施", reason: contracts },
  { city: "辽宁", article: "一(三)", words: "账户转移接续", reason: moving },
  {
    city: "辽宁",
    article: "一(五)",
    words: "集中管理账户",
    reason: "the center's own books; segments tell the two kinds of money apart",
  },
  { city: "辽宁", article: "一(六)", words: "统计口径", reason: "a matter of statistics" },
  {
    city: "辽宁",
    article: "二(八)",
    words: "存贷挂钩、商转公",
    reason: "an amount of a loan, by the packs of loans",
  },
  {
    city: "辽宁",
    article: "五(十五)",
    words: "贷后风险管理",
    reason: "a mechanism of the center, no condition",
  },
]
