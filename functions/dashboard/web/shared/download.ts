/** Hands a file to the reader; the address is given back when the browser has taken it. */
export const download = (name: string, content: Blob): void => {
  const address = URL.createObjectURL(content)
  follow(name, address)
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

export const follow = (name: string, address: string): void => {
  const link = document.createElement("a")
  link.href = address
  link.download = name
  link.click()
}
