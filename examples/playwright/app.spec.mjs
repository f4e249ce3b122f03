import { expect } from '@playwright/test';
import { test } from 'hookswitch/playwright';

const did = { did: '10021212', didId: '1192488', trunkId: '114529', trunkName: 'shared' };

test('the page shows an assigned number until its trunk is deleted', async ({ page, ycm }) => {
  const row = page.getByRole('row', { name: '36AAAAAAAAAAAAZK' });
  await ycm.act({ action: 'add-trunk', dids: [did] });
  await ycm.act(
    { action: 'create-pbx', sn: '36AAAAAAAAAAAAZK', didIds: ['1192488'] },
    { updateTime: 1_773_110_920 },
  );
  await page.goto('/');
  await expect(row).toContainText('10021212');
  await ycm.act({ action: 'delete-trunk', trunkId: '114529' }, { updateTime: 1_773_110_921 });
  await expect(row).not.toContainText('10021212');
});
