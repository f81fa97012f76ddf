import { createClient } from './client.js'
import { createJourneys } from './journeys.js'
import { observeStorage } from './observe.js'
import { between, createRandom, pick } from './random.js'
import { createTally } from './tally.js'

/**
 * Synthetic customers. They come in through the front door and print, each second, one line of JSON to stdout:
 * {"t":epochMs,"journeys":{"browse":{"ok":n,"failed":n,"p50Ms":x,"p95Ms":x}, ...}}
 * Settings: SEED, BASE_URL, LARGE_KB (min-max), OBSERVE_DIR (a storage to watch for the checks).
 */
const CUSTOMERS = [
  'bruno@harbour.example',
  'chiara@kestrel.example',
  'dmitri@blue.example',
  'elif@oakfield.example',
  'femi@marlow.example',
  'greta@sable.example',
  'hamid@tidewater.example',
  'ines@pinecrest.example',
]
const IN_FLIGHT_LIMIT = 8
const BOOT_PATIENCE_MS = 20_000

const { SEED = '1', BASE_URL = 'http://gateway/', LARGE_KB = '2200-5000', OBSERVE_DIR } = process.env
const random = createRandom(Number(SEED))
const [min, max] = LARGE_KB.split('-').map(Number)
const journeys = createJourneys({ random, largeKb: { min, max } })
const tally = createTally(Object.keys(journeys))
let exportsDone = 0

process.on('SIGTERM', () => process.exit(0))
process.on('SIGINT', () => process.exit(0))
const customers = CUSTOMERS.map((email, index) => ({
  client: createClient({ baseUrl: BASE_URL, address: `203.0.113.${20 + index * 7}` }),
  email,
  password: 'invoicely',
  uploaded: {},
}))
await welcome()
if (OBSERVE_DIR) observeStorage(OBSERVE_DIR, () => exportsDone)
for (const name of Object.keys(journeys)) begin(name)
setInterval(() => process.stdout.write(`${JSON.stringify({ t: Date.now(), journeys: tally.take() })}\n`), 1000)

/** Signs everybody in. While the system boots nobody complains; after that time they come anyway, and see what there is. */
async function welcome() {
  const patientUntil = Date.now() + BOOT_PATIENCE_MS
  for (const customer of customers) {
    while (!(await customer.client.signIn(customer.email, customer.password).catch(() => undefined))) {
      if (Date.now() > patientUntil) return
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

/** Begins a journey again and again, at its pace; the limit bounds what piles up while the system hangs. */
function begin(name) {
  const state = { inFlight: 0 }
  const next = () => {
    // Even gaps with some play: a steady rate is what makes a short measurement meaningful.
    setTimeout(next, (1000 / journeys[name].perSecond) * (between(random, 70, 130) / 100))
    if (state.inFlight >= IN_FLIGHT_LIMIT) return
    state.inFlight += 1
    travel(name).finally(() => {
      state.inFlight -= 1
    })
  }
  setTimeout(next, between(random, 0, 1000))
}

async function travel(name) {
  const customer = pick(random, customers)
  const startedAt = performance.now()
  try {
    await journeys[name].run(customer)
    if (name === 'export') exportsDone += 1
    tally.count(name, true, performance.now() - startedAt)
  } catch {
    tally.count(name, false)
    // A lost session (the cache was restarted) is cured as a person would: by signing in again.
    await customer.client.signIn(customer.email, customer.password).catch(() => undefined)
  }
}
