import { expect, openApp, startDrill, Terminal, test } from './fixtures.ts'

test('a drill, from the page to the score, and after a restart of the app', async ({ app, page }) => {
  await openApp(page, await app.start())
  await startDrill(page, 'Uploads vanish', 'Drill')

  const proxy = await new Terminal(page, 'proxy').open()
  const back = await new Terminal(page, 'app-1').open()
  await back.run('tail -n 40 /var/log/invoicely/app.log', /(GET|POST) \//)
  await expect(page.getByText('Met: Understand that the failing requests never reach the application')).toBeVisible()
  await page.getByRole('tab', { name: 'proxy' }).click()
  await proxy.run(`clear; grep '" 413 ' /var/log/nginx/access.log | tail -n 3`, /" 413 /)
  await expect(page.getByText('Objectives 2/3')).toBeVisible()

  await page.getByRole('button', { name: 'Diagnose' }).click()
  await page.getByRole('radio', { name: 'Proxy (nginx)' }).check()
  await page.getByRole('radio', { name: 'A configured limit is too low' }).check()
  await page.getByRole('textbox', { name: 'In a sentence' }).fill('nginx refuses bodies above its limit with 413.')
  await page.getByRole('button', { name: 'Commit diagnosis' }).click()
  await page.getByRole('button', { name: 'Back to work' }).click()

  // Too early: the checks say no, and why.
  await page.getByRole('button', { name: 'Resolve' }).click()
  await expect(page.getByText('still does not arrive')).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Back to work' }).click()

  const files = "$(grep -rlE 'client_max_body_size' /etc/nginx /srv/www 2>/dev/null)"
  await proxy.run(
    `clear; sed -i -E 's/client_max_body_size +[0-9]+[kmg]?/client_max_body_size 25m/' ${files}; nginx -t`,
    'test is successful',
  )
  await proxy.run('clear; nginx -s reload; echo reload=$?', 'reload=0')
  await page.getByRole('button', { name: 'Resolve' }).click()
  await page.getByRole('link', { name: 'See debrief' }).last().click({ timeout: 90_000 })

  await expect(page.getByRole('heading', { name: 'Uploads vanish' })).toBeVisible()
  await expect(page.getByText(/Diagnosed after/)).toBeVisible()
  await expect(page.getByText(/Resolved after/)).toBeVisible()
  const debriefUrl = page.url()

  await app.stop()
  const again = await app.start()
  await page.goto(again)
  await page.goto(`${new URL(again).origin}/${new URL(debriefUrl).hash}`)
  await expect(page.getByText(/Resolved after/)).toBeVisible()
})
