(() => {
	"use strict";
	const show = (mark) => {
		for (let box = mark.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
		const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
		mark.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
		mark.classList.remove("pq-flash");
		requestAnimationFrame(() => mark.classList.add("pq-flash"));
	};

	const copy = async (button) => {
		const text = button.parentElement.querySelector(".pq-say");
		const label = button.textContent;
		try {
			await navigator.clipboard.writeText(text.textContent);
			button.textContent = button.dataset.done;
			setTimeout(() => (button.textContent = label), 1500);
		} catch {
			getSelection().selectAllChildren(text); // no permission: marked, so that Ctrl+C takes it
		}
	};

	// The framework says this in English only, and shows it when it has lost the server.
	const lost = "Connection to the server was lost";
	const said = {
		zh: ["连接断开", "与本机服务的连接断开了，正在重新连接。一直连不上时，请重新运行 policyqa serve 并刷新页面。"],
		en: ["Connection lost", "The service on this machine is not reachable; trying again. If it stays away, run policyqa serve and reload."],
	};
	new MutationObserver(() => {
		for (const toast of document.querySelectorAll(".toast-body")) {
			const text = toast.querySelector(".toast-message-text");
			if (!text?.textContent.startsWith(lost)) continue;
			const english = document.querySelector("#pq-language input[value=en]")?.checked;
			const [title, sentence] = english ? said.en : said.zh;
			text.textContent = sentence;
			const head = toast.querySelector(".toast-title");
			if (head) head.textContent = title;
		}
	}).observe(document.body, { childList: true, subtree: true });

	document.addEventListener("change", (event) => {
		if (event.target.closest("#pq-language")) document.documentElement.lang = event.target.value === "en" ? "en" : "zh-CN";
	});

	document.addEventListener("click", (event) => {
		const chip = event.target.closest("a.pq-chip");
		const mark = chip && document.getElementById(chip.getAttribute("href").slice(1));
		if (mark) {
			event.preventDefault();
			show(mark);
		}
		const button = event.target.closest("button.pq-copy");
		if (button) copy(button);
	});
})();
