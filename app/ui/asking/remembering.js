(() => {
	"use strict";
	// The conversation that this tab of the browser shows: still there after a reload, gone when the tab is closed.
	new MutationObserver(() => {
		const mark = document.querySelector("#pq-thread [data-conversation]");
		if (!mark) return;
		try {
			sessionStorage.setItem("pq-conversation", mark.dataset.conversation);
		} catch {
			/* the browser keeps nothing; the list of conversations still does */
		}
	}).observe(document.body, { childList: true, subtree: true });
})();
