import { receiverTests } from '../../../integrations/playwright.ts';

const { RECEIVER_URL: url = '', YCM_WEBHOOK_SECRET: secret = '', RULES: rules = '' } = process.env;
const { PREVIOUS_SECRET: previousSecret } = process.env;

receiverTests({
  url,
  secret,
  rules: rules.split(','),
  ...(previousSecret === undefined ? {} : { previousSecret, thorough: true }),
});
