// Figures of the lift, of the purchase and of the flexible contributor who leaves, each worked out by hand.

/** 老旧小区加装电梯: the share of one household, and what its family takes from accounts in three cities. */
export const liftFigures = {
  cost: "60000.00",
  subsidy: "20000.00",
  /** 60,000.00 - 20,000.00, for all of them together. */
  shared: "40000.00",
  owner: { balance: "18000.00", takes: "15000.00" },
  spouse: { balance: "10000.00", takes: "10000.00" },
  son: { balance: "45000.00", takes: "12000.00" },
  /** 40,000.00 - 15,000.00 - 10,000.00 - 12,000.00 = 3,000.00, although her account has 26,000.00. */
  daughter: { balance: "26000.00", asks: "5000.00", oneFenTooMuch: "3000.01", takes: "3000.00" },
  /** What is left when the three have theirs, and when all have. */
  leftForDaughter: "3000.00",
  leftForNobody: "0.00",
} as const

/** 两地联办: bought in Shenyang, saved in Jincheng. */
export const purchaseFigures = {
  price: "860000.00",
  loan: "600000.00",
  /** 60 months of 1,500.00; less than the 860,000.00 - 600,000.00 = 260,000.00 that the buyer paid. */
  balance: "90000.00",
  overBalance: "90000.01",
  asks: "80000.00",
  /** Of another account that the buyer left behind in Dalian. */
  elsewhere: "12000.00",
} as const

/** 昌吉 二(二)7: closing pays the flexible part, and that alone. */
export const exitFigures = {
  employee: "41807.42",
  flexible: "10906.64",
  oneFenTooMuch: "10906.65",
  /** 41,807.42 + 10,906.64. */
  balance: "52714.06",
  employeeOut: "0.00",
} as const

export const liftFact = {
  region: "310100",
  buildingNo: "HP-0012-3",
  room: "501",
  cost: liftFigures.cost,
  subsidy: liftFigures.subsidy,
  approvedOn: "2026-09-28",
} as const

export const purchaseFact = {
  region: "210100",
  contractNo: "SY-WQ-2026-08815",
  price: purchaseFigures.price,
  loanAmount: purchaseFigures.loan,
  purchasedOn: "2026-10-12",
} as const

export const staffOf = {
  shanghai: { handler: "sh-jb21", reviewer: "sh-fh03" },
  shenzhen: { handler: "sz-jb05", reviewer: "sz-fh01" },
  beijing: { handler: "bj-jb14", reviewer: "bj-fh06" },
  changji: { handler: "cj-jb02", reviewer: "cj-fh01" },
  dalian: { handler: "dl-jb09", reviewer: "dl-fh02" },
} as const
