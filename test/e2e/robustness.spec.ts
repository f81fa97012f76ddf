import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { expect, openApp, startDrill, Terminal, test } from './fixtures.ts'

test('without a container engine the app opens, says what to do, and shows what needs none', async ({ app, page }) => {
  await openApp(page, await app.start({ DOCKER_HOST: `unix://${app.dataFolder}/nobody.sock` }))
  await expect(page.getByText(/DOCKER_HOST/).first()).toBeVisible()
  await page.getByRole('link', { name: 'Uploads vanish' }).first().click()
  await expect(page.getByRole('heading', { name: 'The problem' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Start the drill' })).toBeDisabled()
  await page.getByRole('link', { name: 'Doctor' }).click()
  await expect(page.getByText('Container engine').first()).toBeVisible()
})

test('an attempt is still there after the app was killed in the middle', async ({ app, page }) => {
  await openApp(page, await app.start())
  await startDrill(page, 'Uploads vanish', 'Learn')
  const proxy = await new Terminal(page, 'proxy').open()
  await proxy.run('echo kept > /tmp/note; echo done=$?', 'done=0')
  await app.kill()

  await openApp(page, await app.start())
  await page
    .getByRole('link', { name: /resume|go on/i })
    .first()
    .click()
  const again = await new Terminal(page, 'proxy').open()
  await again.run('cat /tmp/note', 'kept')
  await page.getByRole('button', { name: 'Leave' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /leave|give up/i })
    .click()
  await expect(page.getByTestId('score-total')).toBeVisible()
})

test('a second app on the same data says so and leaves the first alone', async ({ app, page }) => {
  await openApp(page, await app.start())
  const second = await app.run('serve', '--json')
  expect(second.exitCode).not.toBe(0)
  expect(second.stderr).toMatch(/already open/)
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Drills', level: 2 })).toBeVisible()
})

test('a taken port is named', async ({ app }) => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const result = await app.run('serve', '--port', String(port))
  expect(result.exitCode).toBe(2)
  expect(result.stderr).toContain(`Port ${port} is taken`)
  server.close()
})

test('a damaged database is named and left as it is', async ({ app }) => {
  const file = path.join(app.dataFolder, 'firedrill.db')
  writeFileSync(file, 'this is no database, but it may hold what somebody wants back')
  const result = await app.run('attempt', 'list')
  expect(result.exitCode).toBe(1)
  expect(result.stderr).toMatch(/damaged[\s\S]*backup/)
  expect(readFileSync(file, 'utf8')).toContain('somebody wants back')
})

test('a page of another origin does not get in, nor one without the link', async ({ app, page, browser }) => {
  const url = await app.start()
  await openApp(page, url)
  const stranger = await (await browser.newContext()).newPage()
  expect((await stranger.goto(new URL(url).origin))?.status()).toBe(403)
  expect((await stranger.goto(url))?.status()).toBe(403)
  // A page elsewhere, in the player's own browser that has the cookie.
  const server = createServer((socket) =>
    socket.end('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<p>elsewhere'),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const elsewhere = await page.context().newPage()
  await elsewhere.goto(`http://127.0.0.1:${(server.address() as { port: number }).port}/`)
  const outcome = await elsewhere.evaluate(
    (address) =>
      new Promise((resolve) => {
        const socket = new WebSocket(address)
        socket.onopen = () => resolve('open')
        socket.onerror = () => resolve('refused')
      }),
    `${new URL(url).origin.replace('http', 'ws')}/rpc`,
  )
  expect(outcome).toBe('refused')
  server.close()
})
