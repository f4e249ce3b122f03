import { defineConfig } from '@playwright/test';

const port = Number(process.env.PORT ?? 3000);
const secret = process.env.YCM_WEBHOOK_SECRET ?? '0123456789abcdefghijABCDEFGHIJ32';
/** The system's Chromium, or else the one from `npx playwright install chromium`. */
const chromium = process.env.CHROMIUM;

export default defineConfig({
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    ycmOptions: { webhooks: [{ url: `http://127.0.0.1:${port}/webhook`, secret }] },
    launchOptions: chromium ? { executablePath: chromium, args: ['--no-sandbox'] } : {},
  },
  webServer: {
    command: 'node app.mjs',
    url: `http://127.0.0.1:${port}/`,
    env: { PORT: String(port), YCM_WEBHOOK_SECRET: secret },
  },
});
