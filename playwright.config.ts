import { defineConfig } from 'playwright/test'

/** End-to-end tests play in real containers, which two of them would fight over: one at a time, and no second chances. */
const chromium = process.env.FIREDRILL_CHROMIUM

export default defineConfig({
  testDir: 'test/e2e',
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 300_000,
  expect: { timeout: 15_000 },
  outputDir: 'test-results/e2e',
  reporter: [['list']],
  use: {
    actionTimeout: 20_000,
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      // Chromium's sandbox refuses to run as root, which is what containers and CI machines often are.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
})
