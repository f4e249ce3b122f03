import { receiverTests } from '../../../integrations/playwright.ts';

const { RECEIVER_URL: url = '', YCM_WEBHOOK_SECRET: secret = '', RULES: rules = '' } = process.env;
const { RETIRED_SECRET: retiredSecret } = process.env;

receiverTests({
  url,
  secret,
  rules: rules.split(','),
  ...(retiredSecret === undefined ? {} : { retiredSecret, thorough: true }),
});
