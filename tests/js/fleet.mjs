/** Many phones in one process, each the app's real sync core before a real server; told what to do line by line. */

import { createInterface } from "node:readline"
import { obey } from "./fleet/commands.mjs"
import { Phone } from "./fleet/phone.mjs"

const origin = process.argv[2]
const phones = new Map()

async function phoneOf(name) {
  if (!phones.has(name)) {
    const made = new Phone(name, origin)
    phones.set(name, made.start().then(() => made))
  }
  return phones.get(name)
}

async function answer(command) {
  if (command.do === "memory") return { rss: process.memoryUsage.rss() }
  const phone = await phoneOf(command.phone)
  if (command.do !== "clone") return obey(phone, command)
  phones.set(command.as, phone.clone(command.as))
  await phones.get(command.as)
  return {}
}

const say = (said) => process.stdout.write(`${JSON.stringify(said)}\n`)

for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line)
  if (command.do === "quit") break
  answer(command).then((said) => say({ id: command.id, ...said }), (error) => say({ id: command.id, error: `${error.name}: ${error.message}` }))
}
process.exit(0)
