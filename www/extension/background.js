/** A click on the button opens the reader in a tab beside the page, or closes it again. */

const api = globalThis.browser ?? chrome;
const READER = api.runtime.getURL("reader.html");

api.action.onClicked.addListener(async (tab) => {
  if (tab.url?.startsWith(READER)) {
    // As its own "Close" does.
    await api.tabs.update(Number(new URL(tab.url).searchParams.get("tab")), { active: true }).catch(() => {});
    await api.tabs.remove(tab.id);
    return;
  }
  // The click lets the reader read this one tab, until it is navigated (activeTab).
  const url = `${READER}?tab=${tab.id}`;
  await api.tabs.create({ url, openerTabId: tab.id, windowId: tab.windowId, index: tab.index + 1 });
});
