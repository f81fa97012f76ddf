import { z } from 'zod'
import { durationSchema } from '../contract/index.ts'
import { parseBytes, parseMemoryOptions } from './units.ts'

/** The part of Compose's format that a level may use. What isn't here would either not be honoured or not be safe. */

/** The capabilities the engine leaves to instances, by role; naming them here makes a run by hand the same. */
const CAPABILITIES = [
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'SETUID',
  'SETGID',
  'KILL',
  'NET_RAW',
  'SYS_PTRACE',
  'NET_BIND_SERVICE',
] as const

const WAY_OUT = 'a level must not reach the host'
const REFUSED: Record<string, string> = {
  privileged: `${WAY_OUT}; instances run without privileges`,
  network_mode: `${WAY_OUT}'s network; use the networks \`internal\` and \`edge\``,
  pid: `${WAY_OUT}'s processes`,
  ipc: `${WAY_OUT}'s memory`,
  uts: `${WAY_OUT}'s name`,
  userns_mode: `${WAY_OUT}'s users`,
  cgroup: `${WAY_OUT}'s control groups`,
  cgroup_parent: `${WAY_OUT}'s control groups`,
  devices: `${WAY_OUT}'s devices`,
  device_cgroup_rules: `${WAY_OUT}'s devices`,
  gpus: `${WAY_OUT}'s devices`,
  extra_hosts: 'an instance must not be pointed at addresses outside the level',
  dns: 'names are resolved inside the level only',
  env_file: 'write the values under `environment`',
  extends: 'write the service out, or share parts by YAML anchors',
  volumes_from: 'name the volume in both services',
  links: 'services on one network find each other by name',
  restart: 'an instance that stops stays stopped, so that the player sees it',
  configs: 'lay files over the instance with a `fault` step, or bake them into the image',
  secrets: 'lay files over the instance with a `fault` step, or bake them into the image',
  healthcheck: 'say when it is ready under `x-firedrill: { ready: … }`',
  deploy: 'write limits as `mem_limit`, `cpus` and `pids_limit`',
  container_name: 'the engine names containers itself, so that drills do not collide',
}

/** Why a key of Compose may not be used in a level; undefined for a key that is merely unknown. */
export function whyRefused(key: string): string | undefined {
  return REFUSED[key]
}

const nameSchema = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use kebab-case: a-z, 0-9 and single hyphens')
const sizeSchema = z.union([
  z.int().positive(),
  z.string().refine((text) => parseBytes(text) !== undefined, 'write a size such as 256m or 1g'),
])
const scalarSchema = z.union([z.string(), z.number(), z.boolean(), z.null()])

/** A refinement whose message is that of the error which the parser throws. */
function parsesWith(parse: (text: string) => unknown) {
  return z.string().superRefine((text, context) => {
    try {
      parse(text)
    } catch (error) {
      context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) })
    }
  })
}

const TARGET = '/[^:]*'
const tmpfsSchema = parsesWith((text) => {
  const [target = '', options = ''] = splitOnce(text)
  if (!new RegExp(`^${TARGET}$`).test(target))
    throw new Error(`\`${text}\` must be a path and its options, such as /tmp:size=64m,mode=1777`)
  parseMemoryOptions(options)
})
const volumeUseSchema = parsesWith((text) => {
  const [name = '', target = ''] = splitOnce(text)
  if (/^[./~]|^[A-Za-z]:\\/.test(name)) throw new Error(`\`${text}\` binds a folder of the host: ${WAY_OUT}; use a named volume`)
  if (!new RegExp(`^${TARGET}$`).test(target))
    throw new Error(`\`${text}\` must be a named volume and a path, such as data:/var/lib/data`)
})

/** Parts a text at its first colon. */
export function splitOnce(text: string): [string, string] {
  const at = text.indexOf(':')
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

const readySchema = z.union([
  z.strictObject({ exec: z.array(z.string()).min(1) }),
  z.strictObject({ log: parsesWith((text) => new RegExp(text)) }),
  z.strictObject({
    http: z.union([
      z.string().startsWith('/'),
      z.strictObject({ path: z.string().startsWith('/'), status: z.int().default(200) }),
    ]),
  }),
  z.strictObject({ running: z.literal(true) }),
])

const instanceSchema = z.strictObject({
  /** What the player's tab says. */
  title: z.string().optional(),
  /** player: has a terminal; system: out of the player's reach. */
  role: z.enum(['player', 'system']).default('player'),
  ready: readySchema.default({ running: true }),
  timeout: durationSchema.default('60s'),
})

const serviceSchema = z.strictObject({
  image: z.string().min(1),
  /** Used only when a level is run by hand with Compose. */
  build: z.strictObject({ context: z.string(), target: z.string().optional() }).optional(),
  hostname: nameSchema.optional(),
  command: z.union([z.string(), z.array(z.string())]).optional(),
  environment: z.union([z.record(z.string(), scalarSchema), z.array(z.string())]).optional(),
  depends_on: z.array(z.string()).optional(),
  networks: z.array(z.string()).min(1),
  ports: z
    .array(
      z.string().regex(/^127\.0\.0\.1::\d{1,5}$/, 'write "127.0.0.1::80": a port of the instance, on a free port of 127.0.0.1'),
    )
    .optional(),
  tmpfs: z.union([tmpfsSchema, z.array(tmpfsSchema)]).optional(),
  volumes: z.array(volumeUseSchema).optional(),
  mem_limit: sizeSchema.optional(),
  cpus: z.coerce.number<string | number>().positive().optional(),
  pids_limit: z.int().positive().optional(),
  cap_drop: z.array(z.literal('ALL')).optional(),
  cap_add: z.array(z.enum(CAPABILITIES)).optional(),
  security_opt: z.array(z.enum(['no-new-privileges:true', 'no-new-privileges'])).optional(),
  dns_opt: z.array(z.string()).optional(),
  working_dir: z.string().startsWith('/').optional(),
  'x-firedrill': instanceSchema.optional(),
})
export type ComposeService = z.infer<typeof serviceSchema>

const volumeSchema = z
  .strictObject({
    driver_opts: z
      .strictObject({ type: z.literal('tmpfs'), device: z.literal('tmpfs'), o: parsesWith(parseMemoryOptions) })
      .optional(),
  })
  .nullable()

export const composeSchema = z.strictObject({
  name: z.string().optional(),
  services: z.record(nameSchema, serviceSchema),
  networks: z.strictObject({
    internal: z.strictObject({ internal: z.literal(true) }),
    edge: z.strictObject({}).nullable().optional(),
  }),
  volumes: z.record(nameSchema, volumeSchema).optional(),
})
export type ComposeFile = z.infer<typeof composeSchema>
