import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Level, LevelError, levelJsonSchema, loadLevel, readCatalog, readScript } from './index.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const FIXTURES = path.join(ROOT, 'test/fixtures/levels')

async function soundLevel(seed: number): Promise<Level> {
  const { levels } = await readCatalog([FIXTURES])
  const entry = levels.find(({ id }) => id === 'sound')
  if (!entry) throw new Error('the sound level was not read')
  return loadLevel(entry, seed)
}

describe('the shipped levels', () => {
  it('load without a problem, in every variant', async () => {
    const { levels, problems } = await readCatalog([path.join(ROOT, 'levels')])
    expect(problems).toEqual([])
    expect(levels.length).toBeGreaterThan(0)
    for (const level of levels) expect((await loadLevel(level, 1)).plan.levelId).toBe(level.id)
  })

  it('are described by the JSON Schema that is kept for editors', () => {
    const kept = JSON.parse(readFileSync(path.join(ROOT, 'levels/level.schema.json'), 'utf8'))
    expect(kept).toEqual(JSON.parse(JSON.stringify(levelJsonSchema())))
  })
})

describe('readCatalog', () => {
  it('reads the good levels beside the bad ones', async () => {
    const { levels, problems } = await readCatalog([FIXTURES])
    expect(levels.map(({ id }) => id)).toEqual(['sound'])
    expect(levels[0]?.instances).toEqual([
      { name: 'proxy', title: 'Proxy', role: 'player' },
      { name: 'gateway', title: 'gateway', role: 'system' },
    ])
    const told = problems.map(({ file, line, key, message }) => [
      path.basename(path.dirname(file)),
      path.basename(file),
      line,
      key,
      message,
    ])
    expect(told).toEqual([
      ['fault-leaves-folder', 'level.yaml', 15, 'fault[1].run', "`fault/../../sound/fault/break.sh` leaves the level's folder"],
      [
        'unknown-evidence',
        'level.yaml',
        23,
        'objectives[0].evidence.any[0].seen',
        expect.stringContaining('unknown evidence kind `seen`'),
      ],
      [
        'unsupported-compose-key',
        'compose.yaml',
        13,
        'services.proxy.privileged',
        expect.stringContaining('`privileged` is refused'),
      ],
      ['wrong-key', 'level.yaml', 1, 'title', 'is missing'],
      ['wrong-key', 'level.yaml', 3, 'titel', 'unknown key `titel`; did you mean `title`?'],
    ])
  })

  it('tells of a folder that is not there, and leaves out a twin', async () => {
    const { levels, problems } = await readCatalog([path.join(FIXTURES, 'nowhere'), FIXTURES, FIXTURES])
    expect(levels).toHaveLength(1)
    expect(problems[0]?.message).toMatch(/cannot be read/)
    expect(problems.some(({ message }) => message.includes('already'))).toBe(true)
  })
})

describe('loadLevel', () => {
  it('draws the variant from the seed and fills it in everywhere', async () => {
    const level = await soundLevel(3)
    expect(level).toMatchObject({ seed: 3, variant: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(level.file.diagnosis.explanation).toBe('It was 2m.')
    expect(level.file.objectives[1]?.weight).toBe(3)
    const [files, run] = level.plan.fault
    expect(files).toMatchObject({
      kind: 'files',
      files: [
        { path: 'etc/nginx/limit.conf', mode: 0o644, content: Buffer.from('client_max_body_size 2m;\n') },
        { path: 'etc/nginx/readme', content: Buffer.from('{{ limit }} stays as it is\n') },
      ],
    })
    expect(run).toMatchObject({
      kind: 'run',
      name: 'fault/break.sh',
      environment: { FD_LIMIT: '2m', FD_WORKERS: '3' },
      timeoutMs: 30_000,
    })
    expect((await soundLevel(4)).file.diagnosis.explanation).toBe('It was 1m.')
  })

  it('resolves compose.yaml into a plan', async () => {
    const { plan } = await soundLevel(0)
    expect(plan.gateway).toBe('gateway')
    expect(plan.instances[0]).toEqual({
      name: 'proxy',
      image: 'firedrill/proxy',
      hostname: 'proxy',
      title: 'Proxy',
      role: 'player',
      command: ['nginx', '-g', 'daemon off;'],
      environment: { LIMIT: '1m', DEBUG: 'true' },
      mounts: [
        { kind: 'tmpfs', target: '/tmp', sizeBytes: 64 * 1024 ** 2, mode: 0o1777 },
        { kind: 'volume', name: 'uploads', target: '/srv/uploads', sizeBytes: 8 * 1024 ** 2, inodes: 1024, mode: 0o755 },
      ],
      cpus: 0.5,
      memoryBytes: 128 * 1024 ** 2,
      pidsLimit: 512,
      networks: ['internal'],
      publish: [],
      dependsOn: [],
      ready: { kind: 'http', path: '/', status: 200, timeoutMs: 20_000 },
    })
    expect(plan.instances[1]).toMatchObject({
      environment: { A: '1', B: 'x=y' },
      networks: ['internal', 'edge'],
      publish: [80],
      memoryBytes: 256 * 1024 ** 2,
      ready: { kind: 'log', pattern: 'ready for 2', timeoutMs: 60_000 },
    })
  })
})

describe('readScript', () => {
  it('fills in the variant and leaves braces of others alone', async () => {
    expect(await readScript(await soundLevel(1), 'checks/upload.sh')).toContain('http://proxy/2m -H "{{.Other}}" -d {{ other }}')
  })

  it.each(['../sound/level.yaml', '/etc/passwd', 'checks\\upload.sh', 'C:/x', 'checks/../../x', 'checks/none.sh', ''])(
    'refuses %j',
    async (script) => {
      await expect(readScript(await soundLevel(0), script)).rejects.toThrow(LevelError)
    },
  )
})

describe('a level that is being written', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'firedrill-catalog-'))
    cpSync(path.join(FIXTURES, 'sound'), path.join(folder, 'sound'), { recursive: true })
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  /** The problems after one replacement in one file, as `key: message`. */
  async function problemsWith(file: string, from: string | RegExp, to: string): Promise<string[]> {
    const target = path.join(folder, 'sound', file)
    const before = readFileSync(target, 'utf8')
    const after = before.replace(from, to)
    if (after === before) throw new Error(`nothing to replace in ${file}`)
    writeFileSync(target, after)
    const { problems } = await readCatalog([folder])
    return problems.map(
      ({ file: where, line, key, message }) => `${path.basename(where)}:${line ?? '-'} ${key ?? '-'}: ${message}`,
    )
  }

  it.each([
    ['bad syntax', 'title: A sound', 'title: [A sound', /level\.yaml:\d+ -: /],
    ['a key twice', 'id: sound', 'id: sound\nid: sound', /level\.yaml:3 -: Map keys must be unique/],
    ['a wrong type', 'difficulty: 2', 'difficulty: two', 'level.yaml:6 difficulty: must be a number, not a text'],
    ['a number out of range', 'difficulty: 2', 'difficulty: 9', 'level.yaml:6 difficulty: must be at most 5'],
    ['a near miss in a list of words', 'SEV-3', 'SEV-33', /severity: must be SEV-1 or .*; did you mean `SEV-3`\?/],
    ['a duration', 'diagnosed: 5m', 'diagnosed: 5 min', /par\.diagnosed: write a duration/],
    ['an id', 'id: sound', 'id: Sound', /level\.yaml:2 id: use kebab-case/],
    ['another id than the folder', 'id: sound', 'id: loud', /id: must be the name of the level's folder, `sound`/],
    ['an empty list', 'journeys: [upload]', 'journeys: []', /mitigated\.journeys: must not be empty/],
    ['a regular expression', /text: ".*"/, "text: '('", /evidence\.any\[0\]\.saw\.text: not a valid regular expression/],
    ['a wrong key in evidence', 'text: ', 'txt: ', /any\[0\]\.saw\.txt: unknown key `txt`; did you mean `text`\?/],
    [
      'evidence of two kinds',
      'answered: right',
      'answered: right\n          fixed: upload',
      /has several kinds \(answered, fixed\)/,
    ],
    [
      'hold beside a leaf',
      'answered: right',
      'answered: right\n          hold: 3s',
      /hold: `hold` belongs beside all, any or none/,
    ],
    ['an unknown fix check', 'fixed: upload', 'fixed: uplaod', /unknown fix check `uplaod`; did you mean `upload`\?/],
    [
      'an unknown instance',
      'saw: { instance: proxy',
      'saw: { instance: porxy',
      /saw\.instance: unknown instance `porxy`; did you mean `proxy`\?/,
    ],
    ['a fault elsewhere', '{ instance: proxy, files', '{ instance: prox, files', /fault\[0\]\.instance: unknown instance `prox`/],
    ['a missing script', 'checks/upload.sh', 'checks/uplaod.sh', /exec\.script: `checks\/uplaod\.sh` does not exist/],
    [
      'a fault outside fault/',
      'run: fault/break.sh',
      'run: checks/upload.sh',
      /fault\[1\]\.run: .* must lie in the level's folder `fault\/`/,
    ],
    ['an absolute fault', 'files: fault/files', 'files: /etc', /fault\[0\]\.files: `\/etc` must be a path inside/],
    ['a twin id', 'id: works', 'id: seen', /objectives\[1\]\.id: `seen` is already the id of objectives\[0\]/],
    ['a fix by what was typed', /exec: \{ instance: gateway.*\} \}/, 'ran: { command: x } }', /`ran` cannot judge a fix/],
    [
      'an unknown value',
      'limit {{ limit }}',
      'limit {{ limti }}',
      /saw\.text: no variant has a value `limti`; did you mean `limit`\?/,
    ],
    ['variants that differ', '{ limit: 2m, workers: 3 }', '{ limit: 2m, worker: 3 }', /variants\[1\]: has no `workers`/],
    [
      'a mistake in one variant only',
      '{ limit: 2m, workers: 3 }',
      "{ limit: '(', workers: 3 }",
      /not a valid regular expression/,
    ],
    ['an alternative that is no map', 'answered: right', 'answered: rihgt', /answered: must be/],
  ])('hears of %s in level.yaml', async (_, from, to, expected) => {
    const told = await problemsWith('level.yaml', from, to)
    expect(told).toEqual(expect.arrayContaining([typeof expected === 'string' ? expected : expect.stringMatching(expected)]))
    expect(told.length).toBeLessThan(4)
  })

  it.each([
    ['an unknown key', 'mem_limit', 'mem_limt', /services\.proxy\.mem_limt: unknown key `mem_limt`; did you mean `mem_limit`\?/],
    [
      'the host’s network',
      'mem_limit: 128m',
      'network_mode: host',
      /`network_mode` is refused: a level must not reach the host's network/,
    ],
    [
      'a folder of the host',
      'uploads:/srv/uploads',
      '/:/srv/uploads',
      /volumes\[0\]: `\/:\/srv\/uploads` binds a folder of the host/,
    ],
    ['an undeclared volume', '["uploads:', '["other:', /volumes\[0\]: `other` is not among the file's volumes/],
    ['another network', 'networks: [internal]', 'networks: [internal, lan]', /networks\[1\]: unknown network `lan`/],
    [
      'a way out for others',
      'networks: [internal]',
      'networks: [internal, edge]',
      /services\.proxy\.networks: only the gateway may be on `edge`/,
    ],
    [
      'an open network',
      'internal: { internal: true }',
      'internal: { internal: false }',
      /networks\.internal\.internal: must be true/,
    ],
    ['a third network', '  edge:\n', '  edge:\n  lan:\n', /networks\.lan: unknown key `lan`/],
    ['a port for everybody', '127.0.0.1::80', '8080:80', /ports\[0\]: write "127\.0\.0\.1::80"/],
    ['no gateway', 'ports: ["127.0.0.1::80"]', '', /services: no service publishes a port/],
    ['a gateway for players', 'role: system, ', '', /x-firedrill: the gateway must have `role: system`/],
    ['more capabilities', 'cap_drop: [ALL]', 'cap_add: [SYS_ADMIN]', /cap_add\[0\]: must be CHOWN or .*, not `SYS_ADMIN`/],
    ['no confinement', 'no-new-privileges:true', 'seccomp:unconfined', /security_opt\[0\]: must be/],
    ['a size', '128m', '128 potatoes', /mem_limit: write a size such as 256m/],
    ['an option of a memory filesystem', 'mode=1777', 'uid=0', /tmpfs\[0\]: unknown option `uid=0`/],
    ['a service that waits for itself', 'mem_limit: 128m', 'depends_on: [gateway]', /depends_on: `proxy` waits for itself/],
    ['an unknown dependency', '[proxy]', '[prxy]', /depends_on\[0\]: unknown service `prxy`/],
    ['no network', '  networks: [internal]', '', /services\.proxy\.networks: is missing/],
    ['a readiness nobody knows', '{ http: / }', '{ htpp: / }', /ready\.htpp: unknown key `htpp`; did you mean `http`\?/],
    ['a build that is no map', '{ context: ../_stack, target: proxy }', '../_stack', /build: must be a map of keys, not a text/],
    ['an anchor that is missing', '<<: *instance', '<<: *instnace', /compose\.yaml:\d+ -: there is no anchor `&instnace`/],
  ])('hears of %s in compose.yaml', async (_, from, to, expected) => {
    const told = await problemsWith('compose.yaml', from, to)
    expect(told).toEqual(expect.arrayContaining([expect.stringMatching(expected)]))
    expect(told.every((text) => text.startsWith('compose.yaml:'))).toBe(true)
  })

  it('hears of an unknown value in a template of fault/', async () => {
    const told = await problemsWith('fault/files/etc/nginx/limit.conf.tmpl', '{{ limit }}', '\n{{ limti }}')
    expect(told).toEqual(['limit.conf.tmpl:2 -: no variant has a value `limti`'])
  })

  it.each(['fault/files/secret', 'checks/secret'])('may not link out of its folder: %s', async (link) => {
    symlinkSync('/etc/hostname', path.join(folder, 'sound', link))
    const { levels, problems } = await readCatalog([folder])
    expect(levels).toEqual([])
    expect(problems[0]?.message).toMatch(/is a link that leaves the level's folder/)
  })

  it('has another hash after any change, and the same without one', async () => {
    const hash = async () => (await readCatalog([folder])).levels[0]?.hash
    const before = await hash()
    expect(await hash()).toBe(before)
    writeFileSync(path.join(folder, 'sound/proof/solve.sh'), '# @resolve\n')
    expect(await hash()).not.toBe(before)
  })

  it('without compose.yaml says what a level needs', async () => {
    rmSync(path.join(folder, 'sound/compose.yaml'))
    expect((await readCatalog([folder])).problems).toMatchObject([
      { message: expect.stringMatching(/needs level\.yaml and compose\.yaml/) },
    ])
  })
})
