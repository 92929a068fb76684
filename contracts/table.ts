/**
 * The one table: key templates, index and attribute names. No other file spells a key.
 * A person's partition stays slim (guards, one line an account); a case's partition carries everything of the case.
 */
export const TTL_ATTRIBUTE = "expiresAt"

export const INDEXES = {
  /** Sparse: what somebody must look at again; sharded by the last character of its id. */
  wake: { name: "wake-index", partition: "wakeShard", sort: "wakeBy" },
  /** Cases by transfer-in center or loan center, in order of creation. */
  in: { name: "in-index", partition: "inCenter", sort: "caseKey" },
  /** Cases by transfer-out center or home center, in order of creation. */
  out: { name: "out-index", partition: "outCenter", sort: "caseKey" },
} as const

export const WAKE_SHARDS = ["0", "1", "2", "3"] as const
export type WakeShard = (typeof WAKE_SHARDS)[number]

/** The shard of a case, an agreement or a document: the end of its id spreads evenly. */
export const wakeShardOf = (id: string): WakeShard => {
  const position = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".indexOf(id.slice(-1)) & 3
  return WAKE_SHARDS[position] ?? "0"
}

/** Commits that are not counted yet wait in shards of their own: a flood of them holds up no case. */
export const COUNT_SHARDS = ["c0", "c1"] as const
export type CountShard = (typeof COUNT_SHARDS)[number]

/** The shard of a mark: keys of marks end in random characters. */
export const countShardOf = (partition: string): CountShard =>
  COUNT_SHARDS[partition.charCodeAt(partition.length - 1) & 1] ?? "c0"

/** What asks to be looked at again: cases, agreements with a clock, documents that no case has taken, batches. */
export type ToWake =
  | { readonly kind: "case"; readonly caseId: string }
  | { readonly kind: "agreement"; readonly centerId: string; readonly agreementNo: string }
  | { readonly kind: "document"; readonly documentId: string }
  | { readonly kind: "batch"; readonly batchNo: string }
  | { readonly kind: "warning"; readonly warningId: string }
  | { readonly kind: "investigation"; readonly investigationId: string }

/** The wake-index carries keys only: what an item is, its partition key tells. */
export const toWakeOf = (partition: string): ToWake | undefined => {
  const [kind, first, second] = partition.split("#")
  if (first === undefined) return undefined
  if (kind === "CASE") return { kind: "case", caseId: first }
  if (kind === "BATCH") return { kind: "batch", batchNo: first }
  if (kind === "DOCUMENT") return { kind: "document", documentId: first }
  if (kind === "WARNING") return { kind: "warning", warningId: first }
  if (kind === "INVESTIGATION") return { kind: "investigation", investigationId: first }
  return kind === "AGREEMENT" && second !== undefined
    ? { kind: "agreement", centerId: first, agreementNo: second }
    : undefined
}

/** The kinds of case, by the prefix of their ids. */
export type CaseKind = "trf" | "lnc" | "svc"
export const caseKindOf = (caseId: string): CaseKind => {
  if (caseId.startsWith("svc_")) return "svc"
  return caseId.startsWith("lnc_") ? "lnc" : "trf"
}

export interface Key {
  readonly pk: string
  readonly sk: string
}

export const keys = {
  person: {
    partition: (personRef: string): string => `PERSON#${personRef}`,
    normalAccount: (personRef: string): Key => ({ pk: `PERSON#${personRef}`, sk: "NORMAL_ACCOUNT" }),
    account: (personRef: string, centerId: string, accountNo: string): Key => ({
      pk: `PERSON#${personRef}`,
      sk: `ACCOUNT#${centerId}#${accountNo}`,
    }),
    openTransfer: (personRef: string, fromCenterId: string, accountKind: string): Key => ({
      pk: `PERSON#${personRef}`,
      sk: `OPEN_TRANSFER#${fromCenterId}#${accountKind}`,
    }),
    /** Counts openings that touch no guard, so that joining two documents misses none. */
    openings: (personRef: string): Key => ({ pk: `PERSON#${personRef}`, sk: "OPENINGS" }),
    unsettledLoan: (personRef: string): Key => ({ pk: `PERSON#${personRef}`, sk: "UNSETTLED_LOAN" }),
    loan: (personRef: string, centerId: string, contractNo: string): Key => ({
      pk: `PERSON#${personRef}`,
      sk: `LOAN#${centerId}#${contractNo}`,
    }),
    /** One live certificate of an off-site loan a person. */
    certificate: (personRef: string): Key => ({ pk: `PERSON#${personRef}`, sk: "CERTIFICATE" }),
    /** One open off-site loan case a person, loan center and home center. */
    offsiteLoan: (personRef: string, loanCenterId: string, homeCenterId: string): Key => ({
      pk: `PERSON#${personRef}`,
      sk: `OFFSITE_LOAN#${loanCenterId}#${homeCenterId}`,
    }),
    finding: (personRef: string, findingId: string): Key => ({
      pk: `PERSON#${personRef}`,
      sk: `FINDING#${findingId}`,
    }),
    /** One open service case a person, home center and subject (a matter, or the purpose of a withdrawal). */
    openService: (personRef: string, homeCenterId: string, subject: string): Key => ({
      pk: `PERSON#${personRef}`,
      sk: `OPEN_SERVICE#${homeCenterId}#${subject}`,
    }),
    /** A warning in effect, as little of it as a check tells. */
    warning: (personRef: string, warningId: string): Key => ({
      pk: `PERSON#${personRef}`,
      sk: `WARNING#${warningId}`,
    }),
    /** A subsidy that a person gets once: `once` is the kind, and the year where it is once a year. */
    subsidy: (personRef: string, once: string): Key => ({
      pk: `PERSON#${personRef}`,
      sk: `SUBSIDY#${once}`,
    }),
  },
  account: {
    partition: (centerId: string, accountNo: string): string => `ACCOUNT#${centerId}#${accountNo}`,
    pointer: (centerId: string, accountNo: string): Key => ({
      pk: `ACCOUNT#${centerId}#${accountNo}`,
      sk: "PERSON",
    }),
    segment: (centerId: string, accountNo: string, segmentId: string): Key => ({
      pk: `ACCOUNT#${centerId}#${accountNo}`,
      sk: `SEGMENT#${segmentId}`,
    }),
    segmentPrefix: "SEGMENT#",
    /** Number of the account's latest agreement. */
    agreement: (centerId: string, accountNo: string): Key => ({
      pk: `ACCOUNT#${centerId}#${accountNo}`,
      sk: "AGREEMENT",
    }),
    /** What was approved and paid from the account, for limits, intervals and subsidies. */
    withdrawals: (centerId: string, accountNo: string): Key => ({
      pk: `ACCOUNT#${centerId}#${accountNo}`,
      sk: "WITHDRAWALS",
    }),
    history: (centerId: string, accountNo: string, entryId: string): Key => ({
      pk: `ACCOUNT#${centerId}#${accountNo}`,
      sk: `HISTORY#${entryId}`,
    }),
  },
  loan: {
    record: (centerId: string, contractNo: string): Key => ({
      pk: `LOAN#${centerId}#${contractNo}`,
      sk: "LOAN",
    }),
    history: (centerId: string, contractNo: string, version: number): Key => ({
      pk: `LOAN#${centerId}#${contractNo}`,
      sk: `HISTORY#${String(version).padStart(6, "0")}`,
    }),
  },
  /** A housing fact that withdrawals name (a contract, a building): used by one family, within one total. */
  housingFact: (fact: string): Key => ({ pk: `FACT#${fact}`, sk: "FACT" }),
  agreement: {
    record: (centerId: string, agreementNo: string): Key => ({
      pk: `AGREEMENT#${centerId}#${agreementNo}`,
      sk: "AGREEMENT",
    }),
    /** Accounts of a center that lack an agreement, or whose agreement is in arrears. */
    listPartition: (centerId: string, list: string): string => `AGREEMENTS#${centerId}#${list}`,
    listed: (centerId: string, list: string, accountNo: string): Key => ({
      pk: `AGREEMENTS#${centerId}#${list}`,
      sk: accountNo,
    }),
  },
  document: (documentId: string): Key => ({ pk: `DOCUMENT#${documentId}`, sk: "DOCUMENT" }),
  batch: {
    partition: (batchNo: string): string => `BATCH#${batchNo}`,
    record: (batchNo: string): Key => ({ pk: `BATCH#${batchNo}`, sk: "BATCH" }),
    line: (batchNo: string, line: number): Key => ({
      pk: `BATCH#${batchNo}`,
      sk: `LINE#${String(line).padStart(6, "0")}`,
    }),
    linePrefix: "LINE#",
    serial: (sixDigits: string, yymmdd: string): Key => ({
      pk: `BATCHES#${sixDigits}`,
      sk: `SERIAL#${yymmdd}`,
    }),
  },
  reservation: (reservationId: string): Key => ({ pk: `RESERVATION#${reservationId}`, sk: "RESERVATION" }),
  consent: (consentCode: string): Key => ({ pk: `CONSENT#${consentCode}`, sk: "CONSENT" }),
  finding: {
    case: (findingId: string): Key => ({ pk: `FINDING#${findingId}`, sk: "FINDING" }),
    /** The findings of a center, by id: that is in the order in which they were found. */
    listPartition: (centerId: string): string => `FINDINGS#${centerId}`,
    listed: (centerId: string, findingId: string): Key => ({ pk: `FINDINGS#${centerId}`, sk: findingId }),
    /** Sparse list of the open ones, for supervisors. */
    openPartition: "OPEN_FINDINGS",
  },
  warning: {
    partition: (warningId: string): string => `WARNING#${warningId}`,
    record: (warningId: string): Key => ({ pk: `WARNING#${warningId}`, sk: "WARNING" }),
    history: (warningId: string, version: number): Key => ({
      pk: `WARNING#${warningId}`,
      sk: `HISTORY#${String(version).padStart(6, "0")}`,
    }),
    historyPrefix: "HISTORY#",
    /** What the index lists the warnings of a registering center under. */
    listPartition: (centerId: string): string => `wrn#${centerId}`,
    /** Warnings in effect about an employer. */
    unitPartition: (unitCreditCode: string): string => `UNIT#${unitCreditCode}`,
    ofUnit: (unitCreditCode: string, warningId: string): Key => ({
      pk: `UNIT#${unitCreditCode}`,
      sk: `WARNING#${warningId}`,
    }),
  },
  investigation: {
    partition: (investigationId: string): string => `INVESTIGATION#${investigationId}`,
    record: (investigationId: string): Key => ({
      pk: `INVESTIGATION#${investigationId}`,
      sk: "INVESTIGATION",
    }),
    history: (investigationId: string, version: number): Key => ({
      pk: `INVESTIGATION#${investigationId}`,
      sk: `HISTORY#${String(version).padStart(6, "0")}`,
    }),
    historyPrefix: "HISTORY#",
    /** What the indexes list a center's investigations under, asked by it and asked of it. */
    listPartition: (centerId: string): string => `inv#${centerId}`,
  },
  notice: {
    record: (noticeId: string): Key => ({ pk: `NOTICE#${noticeId}`, sk: "NOTICE" }),
    /** The notices of a federation, in order of publication. */
    listPartition: (federationId: string): string => `NOTICES#${federationId}`,
    listed: (federationId: string, noticeId: string): Key => ({
      pk: `NOTICES#${federationId}`,
      sk: noticeId,
    }),
    /** Notices about a city: all that a purchase there asks for. */
    cityPartition: (cityCode: string): string => `REGION#${cityCode}`,
    ofCity: (cityCode: string, noticeId: string): Key => ({
      pk: `REGION#${cityCode}`,
      sk: `NOTICE#${noticeId}`,
    }),
  },
  case: {
    partition: (caseId: string): string => `CASE#${caseId}`,
    case: (caseId: string): Key => ({ pk: `CASE#${caseId}`, sk: "CASE" }),
    identity: (caseId: string): Key => ({ pk: `CASE#${caseId}`, sk: "IDENTITY" }),
    history: (caseId: string, version: number): Key => ({
      pk: `CASE#${caseId}`,
      sk: `HISTORY#${String(version).padStart(6, "0")}`,
    }),
    historyPrefix: "HISTORY#",
    /** What the indexes list a center's cases under: each kind of case is a list of its own. */
    listPartition: (kind: CaseKind, centerId: string): string => `${kind}#${centerId}`,
  },
  offsiteLoan: {
    certificate: (offsiteLoanId: string): Key => ({ pk: `CASE#${offsiteLoanId}`, sk: "CERTIFICATE" }),
    certificateSerial: (centerId: string, yyyymmdd: string): Key => ({
      pk: `CERTIFICATES#${centerId}`,
      sk: `SERIAL#${yyyymmdd}`,
    }),
  },
  transfer: {
    statement: (transferId: string): Key => ({ pk: `CASE#${transferId}`, sk: "STATEMENT" }),
    residual: (transferId: string, residualId: string): Key => ({
      pk: `CASE#${transferId}`,
      sk: `RESIDUAL#${residualId}`,
    }),
    residualPrefix: "RESIDUAL#",
  },
  unmatchedFunds: (id: string): Key => ({ pk: `UNMATCHED#${id}`, sk: "UNMATCHED" }),
  /** What the two indexes list money without a letter under while nobody has settled it: receiver in, payer out. */
  openFundsPartition: (centerId: string): string => `umf#${centerId}`,
  /** A link to the clerk's page, by the SHA-256 of its code. */
  deskLink: (codeHash: string): Key => ({ pk: `DESK#${codeHash}`, sk: "DESK" }),
  paymentReference: (reference: string): Key => ({ pk: `PAYMENT#${reference}`, sk: "PAYMENT" }),
  /** An entry of a center's bank account: the serial is the receiving bank's, so it is one of that center. */
  bankEntry: (centerId: string, bankSerial: string): Key => ({
    pk: `BANK#${centerId}#${bankSerial}`,
    sk: "ENTRY",
  }),
  letterSerial: (sixDigits: string, yymmdd: string): Key => ({
    pk: `LETTER#${sixDigits}`,
    sk: `SERIAL#${yymmdd}`,
  }),
  request: (centerId: string, idempotencyKey: string): Key => ({
    pk: `REQUEST#${centerId}#${idempotencyKey}`,
    sk: "REQUEST",
  }),
  /** A signed message that changed or disclosed something; holds the disclosure record of a check. */
  message: (centerId: string, jti: string): Key => ({ pk: `JTI#${centerId}#${jti}`, sk: "JTI" }),
  disclosureBudget: (centerId: string, day: string): Key => ({ pk: `BUDGET#${centerId}`, sk: `DAY#${day}` }),
  /** When each center asked for its messages last. */
  poll: {
    partition: "POLLS",
    of: (centerId: string): Key => ({ pk: "POLLS", sk: centerId }),
  },
  inbox: {
    partition: (centerId: string): string => `INBOX#${centerId}`,
    message: (centerId: string, messageId: string): Key => ({
      pk: `INBOX#${centerId}`,
      sk: `MESSAGE#${messageId}`,
    }),
  },
  directory: {
    partition: "DIRECTORY",
    center: (centerId: string): Key => ({ pk: "DIRECTORY", sk: `CENTER#${centerId}` }),
    /** Keys, receiving accounts and webhook of a center, read together by whoever verifies its calls. */
    centerPartition: (centerId: string): string => `CENTER#${centerId}`,
    key: (centerId: string, kid: string): Key => ({ pk: `CENTER#${centerId}`, sk: `KEY#${kid}` }),
    kidOwner: (kid: string): Key => ({ pk: `KID#${kid}`, sk: "OWNER" }),
    receivingAccount: (centerId: string, effectiveAt: string): Key => ({
      pk: `CENTER#${centerId}`,
      sk: `RECEIVING#${effectiveAt}`,
    }),
    webhook: (centerId: string): Key => ({ pk: `CENTER#${centerId}`, sk: "WEBHOOK" }),
  },
  federation: {
    partition: "FEDERATIONS",
    record: (federationId: string): Key => ({ pk: "FEDERATIONS", sk: federationId }),
    /** What a version says; written once. */
    version: (federationId: string, version: number): Key => ({
      pk: `FEDERATION#${federationId}`,
      sk: `VERSION#${String(version).padStart(4, "0")}`,
    }),
    /** All versions that bind a center: the one item that a decision reads of it. */
    memberships: (centerId: string): Key => ({ pk: `MEMBERSHIPS#${centerId}`, sk: "MEMBERSHIPS" }),
  },
  statistics: {
    /** Counters: of a metric the days of the nation, a province or a center, or the centers of a month. */
    partition: (name: string): string => `STAT#${name}`,
    cell: (name: string, sort: string): Key => ({ pk: `STAT#${name}`, sk: sort }),
    /** Two cities and a year. The index lists the pairs of a year by what moved between them. */
    pair: (year: string, pair: string): Key => ({ pk: `STAT#flows#${year}#${pair}`, sk: "PAIR" }),
    pairList: (year: string): string => `flows#${year}`,
    /** What was counted of a subject. */
    counted: (subject: string): Key => ({ pk: `COUNTED#${subject}`, sk: "COUNTED" }),
    /** A fact that changed no record, told by message, counted once. */
    once: (id: string): Key => ({ pk: `COUNTED#ONCE#${id}`, sk: "COUNTED" }),
    /** What a commit that nobody called for leaves to be counted; a call's lies on its message id. */
    mark: (hash: string): Key => ({ pk: `UNCOUNTED#${hash}`, sk: "MARK" }),
    /** Cases whose clock ran out and that are open, by id: in the order in which they were opened. */
    latePartition: "LATE",
    late: (caseId: string): Key => ({ pk: "LATE", sk: caseId }),
    /** What was escalated, a partition a month, by the id of the message: in the order of time. */
    escalationPartition: (month: string): string => `ESCALATIONS#${month}`,
    escalation: (month: string, messageId: string): Key => ({
      pk: `ESCALATIONS#${month}`,
      sk: messageId,
    }),
  },
  policy: {
    partition: (centerId: string): string => `POLICY#${centerId}`,
    pack: (centerId: string, effectiveFrom: string): Key => ({
      pk: `POLICY#${centerId}`,
      sk: `FROM#${effectiveFrom}`,
    }),
    packPrefix: "FROM#",
    /** From that day on the packs of another center hold, which has taken over the books. */
    followed: (centerId: string, from: string): Key => ({
      pk: `POLICY#${centerId}`,
      sk: `FROM#${from}#KEEPER`,
    }),
    /** The same pack by its content: what a decision named by hash can be read again for ever. */
    version: (centerId: string, hash: string): Key => ({ pk: `POLICY#${centerId}`, sk: `HASH#${hash}` }),
  },
  report: {
    /** The newest reports of all centers for a month, read together. */
    listPartition: (month: string): string => `REPORTS#${month}`,
    record: (month: string, centerId: string): Key => ({ pk: `REPORTS#${month}`, sk: centerId }),
    versionPartition: (centerId: string): string => `REPORT#${centerId}`,
    version: (centerId: string, month: string, version: number): Key => ({
      pk: `REPORT#${centerId}`,
      sk: `MONTH#${month}#${String(version).padStart(6, "0")}`,
    }),
    versionPrefix: (month: string): string => `MONTH#${month}#`,
  },
} as const
