(() => {
	"use strict";
	const show = (mark) => {
		for (let box = mark.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
		const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
		mark.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
		mark.classList.remove("pq-flash");
		requestAnimationFrame(() => mark.classList.add("pq-flash"));
	};

	// A session that has ended, or an account that was removed: to the login, and back here.
	const fetched = window.fetch;
	window.fetch = async (...request) => {
		const reply = await fetched(...request);
		if (reply.status === 401 && new URL(reply.url).origin === location.origin) location.assign(new URL("login", document.baseURI));
		return reply;
	};

	// Over plain HTTP in an office network the browser has no clipboard for us, but still copies what is selected.
	const write_out = async (text) => {
		try {
			await navigator.clipboard.writeText(text);
			return true;
		} catch {
			const field = document.body.appendChild(document.createElement("textarea"));
			field.value = text;
			field.select();
			const done = document.execCommand("copy");
			field.remove();
			return done;
		}
	};

	const copy = async (button) => {
		const label = button.textContent;
		if (button.dataset.busy || !(await write_out(button.dataset.text))) return;
		button.dataset.busy = "yes";
		button.textContent = button.dataset.done;
		setTimeout(() => {
			button.textContent = label;
			delete button.dataset.busy;
		}, 1500);
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

	// Written as a user would, so that the framework hears of it.
	const write = (field, text) => {
		field.value = text;
		field.dispatchEvent(new Event("input", { bubbles: true }));
	};

	// The left column where there is no room for it: a drawer.
	const drawer = (open) => {
		const column = document.getElementById("pq-left");
		const button = document.querySelector(".pq-drawer");
		if (!column || !button || column.classList.contains("pq-opened") === open) return;
		column.classList.toggle("pq-opened", open);
		button.setAttribute("aria-expanded", String(open));
		(open ? column.querySelector("button, input, textarea") : button).focus();
	};

	// A new answer: into view, and told once to who cannot see it.
	let latest = "";
	new MutationObserver(() => {
		const topic = document.querySelector("#pq-main .pq-topic");
		const anchor = topic?.dataset.turn ?? "";
		if (anchor === latest) return;
		latest = anchor;
		if (!topic) return;
		topic.scrollIntoView({ block: "start" });
		const said = document.querySelector("#pq-main :is(.pq-answer .pq-line, .pq-refusal p)");
		const live = document.getElementById("pq-live");
		if (live && said) live.textContent = said.textContent;
	}).observe(document.body, { childList: true, subtree: true });

	// What a button of the library's list shows or asks stands above the list: into view, and the focus goes there.
	let panel = null; // its markup when the button was pressed
	new MutationObserver(() => {
		if (panel === null) return;
		const section = document.querySelector("#pq-panel section");
		if (!section || document.getElementById("pq-panel").innerHTML === panel) return;
		panel = null;
		section.tabIndex = -1;
		section.focus({ preventScroll: true });
		section.scrollIntoView({ block: "start" });
	}).observe(document.body, { childList: true, subtree: true });

	document.addEventListener("keydown", (event) => {
		if (event.key !== "Escape" || event.isComposing) return;
		if (document.querySelector("#pq-left.pq-opened")) drawer(false);
		else document.querySelector("#pq-stop")?.click();
	});

	document.addEventListener("change", (event) => {
		if (event.target.matches("input.pq-pick")) write(document.querySelector("#pq-day :is(input, textarea)"), event.target.value);
		if (event.target.closest("#pq-language")) document.documentElement.lang = event.target.value === "en" ? "en" : "zh-CN";
	});

	document.addEventListener("click", (event) => {
		if (event.target.closest(".pq-drawer")) drawer(true);
		else if (!event.target.closest("#pq-left") || event.target.closest("#pq-clear")) drawer(false);
		if (event.target.closest("a.pq-skip")) {
			event.preventDefault();
			document.querySelector("#pq-question textarea")?.focus();
		}
		if (event.target.closest("#pq-list [data-act]")) panel = document.getElementById("pq-panel")?.innerHTML ?? null;
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
