import { describe, expect, it } from "vitest"
import {
  isInsideAddress,
  isOnOneMachine,
  isWebhookAddress,
} from "../../../functions/domain/directory/webhook-address.ts"

const deployed = "https://hub.example.org"
const local = "http://127.0.0.1:3000"

describe("a webhook address", () => {
  it.each([
    "https://hpf.example.org/hub",
    "https://hpf.example.org:8443/hub/messages?from=hub",
    "https://8.8.8.8/hub",
    "https://[2400:3200::1]/hub",
  ])("%s is accepted", (url) => {
    expect(isWebhookAddress(url, deployed)).toBe(true)
  })

  it.each([
    ["no address", "hub"],
    ["plain http", "http://hpf.example.org/hub"],
    ["another scheme", "ftp://hpf.example.org/hub"],
    ["a password", "https://a:b@hpf.example.org/hub"],
    ["a fragment", "https://hpf.example.org/hub#x"],
    ["a percent sign, which has two spellings", "https://hpf.example.org/a%2Fb"],
    ["a plus sign", "https://hpf.example.org/a?b=c+d"],
    ["loopback", "https://127.0.0.1/hub"],
    ["loopback as one number", "https://2130706433/hub"],
    ["loopback in hexadecimal", "https://0x7f.1/hub"],
    ["loopback by name", "https://localhost/hub"],
    ["a name below localhost", "https://a.localhost/hub"],
    ["a private network", "https://192.168.1.5/hub"],
    ["the metadata service", "https://169.254.169.254/latest"],
    ["a shared network", "https://100.64.0.1/hub"],
    ["loopback of IPv6", "https://[::1]/hub"],
    ["an IPv4 address in IPv6", "https://[::ffff:10.0.0.1]/hub"],
    ["a link-local address", "https://[fe80::1]/hub"],
    ["a unique local address", "https://[fd00::1]/hub"],
    ["6to4", "https://[2002:0a00:0001::1]/hub"],
    ["a name of one part", "https://intranet/hub"],
    ["an internal name", "https://hub.internal/hub"],
    ["an internal name with a final dot", "https://hub.internal./hub"],
  ])("with %s is refused", (_, url) => {
    expect(isWebhookAddress(url, deployed)).toBe(false)
  })

  it("may be on the same machine only where the hub is on one machine", () => {
    const own = "http://127.0.0.1:8080/hub"
    expect([isWebhookAddress(own, local), isWebhookAddress(own, deployed)]).toEqual([true, false])
    expect(isWebhookAddress("http://localhost:8080/hub", "http://localhost:3000")).toBe(true)
    expect(isWebhookAddress("http://192.168.1.5/hub", local)).toBe(false)
    expect([isOnOneMachine(local), isOnOneMachine(deployed), isOnOneMachine("")]).toEqual([
      true,
      false,
      false,
    ])
  })
})

describe("an address that a name resolves to", () => {
  it.each([
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "0.0.0.0",
    "::",
    "64:ff9b::a00:1",
  ])("%s is inside", (address) => {
    expect(isInsideAddress(address)).toBe(true)
  })
  it.each([
    "172.15.0.1",
    "172.32.0.1",
    "100.63.0.1",
    "100.128.0.1",
    "198.17.0.1",
    "1.1.1.1",
    "2606:4700::1111",
  ])("%s is outside", (address) => {
    expect(isInsideAddress(address)).toBe(false)
  })
})
