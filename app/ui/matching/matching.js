// The matching tab: answers go to the server as they are given, the results come back as markup that is already escaped.
(() => {
	"use strict";
	const PAUSE = 500; // ms without a key before a figure is sent
	let root = null;
	let documents = [];
	let answers = {};
	let since = null; // the answers before the field that is being edited
	let turn = 0;
	let timer = 0;
	let workbook = null;

	const find = (selector) => root.querySelector(selector);

	const collect = () => {
		const found = {};
		for (const field of root.querySelectorAll(".pq-field")) {
			const { key, kind } = field.dataset;
			if (kind === "number") {
				const text = field.querySelector("input").value.trim();
				if (text) found[key] = text;
			} else if (kind === "radio") {
				const value = field.querySelector("input:checked")?.value;
				if (value) found[key] = value;
			} else {
				const chosen = [...field.querySelectorAll("input:checked")].map((box) => box.value);
				if (chosen.length) found[key] = chosen;
			}
		}
		return found;
	};

	const groups = () => [...root.querySelectorAll(".pq-match-group")];

	const unfold = (open) => {
		for (const group of groups()) group.open = open;
	};

	// From what is still to be known to its question.
	const lead = (key) => {
		const field = [...root.querySelectorAll(".pq-field")].find((found) => found.dataset.key === key);
		if (!field) return;
		field.closest("details").open = true;
		field.scrollIntoView({ block: "center" });
		(field.querySelector("input:checked") ?? field.querySelector("input")).focus({ preventScroll: true });
	};

	const fill = (given) => {
		for (const field of root.querySelectorAll(".pq-field")) {
			const value = given[field.dataset.key];
			if (value !== undefined) field.closest("details").open = true; // an answer is never folded away
			if (field.dataset.kind === "number") {
				field.querySelector("input").value = value ?? "";
			} else {
				const chosen = Array.isArray(value) ? value : [value ?? ""];
				for (const input of field.querySelectorAll("input")) input.checked = chosen.includes(input.value);
				if (field.dataset.kind === "radio" && !field.querySelector("input:checked")) field.querySelector("input[value='']").checked = true;
			}
		}
	};

	const send = (path, body, headers = {}) => fetch(new URL(`match/${path}`, document.baseURI), { method: "POST", body, headers });

	const asked = (more) => JSON.stringify({ language: root.dataset.language, documents, answers, ...more });

	const show = (told) => {
		if (told.error) {
			find(".pq-match-results").innerHTML = told.error;
			return;
		}
		if (told.form !== undefined) {
			find(".pq-match-documents").innerHTML = told.documents;
			find(".pq-match-questions").innerHTML = told.form;
			fill(answers);
			find(".pq-match-unfold").hidden = groups().every((group) => group.open);
		}
		const open = find(".pq-match-untouched")?.open;
		find(".pq-match-results").innerHTML = told.results;
		if (open && find(".pq-match-untouched")) find(".pq-match-untouched").open = true;
		find(".pq-match-jump span").textContent = find(".pq-match-counts")?.textContent ?? "";
		const bad = new Set([...root.querySelectorAll("[data-bad]")].map((row) => row.dataset.bad));
		for (const field of root.querySelectorAll(".pq-field")) {
			for (const input of field.querySelectorAll("input")) input.toggleAttribute("aria-invalid", bad.has(field.dataset.key));
			if (bad.has(field.dataset.key)) field.closest("details").open = true;
		}
	};

	const unreachable = () => (root.dataset.language === "en" ? "The service on this machine is not reachable." : "连不上本机服务；请确认 policyqa serve 还在运行。");

	const ask = async (more = {}) => {
		const mine = ++turn;
		const told = await send("view", asked(more), { "X-PolicyQA-Language": root.dataset.language })
			.then((answer) => answer.json())
			.catch(() => null);
		if (mine !== turn) return null;
		if (told === null) find(".pq-match-results").textContent = unreachable();
		else show(told);
		return told;
	};

	const edited = () => {
		clearTimeout(timer);
		const now = collect();
		if (JSON.stringify(now) === JSON.stringify(answers)) return;
		answers = now;
		ask({ since });
	};

	const hand = (blob, name) => {
		const link = document.createElement("a");
		link.href = URL.createObjectURL(blob);
		link.download = name;
		link.click();
		setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
	};

	const download = async (path, ending, more = {}) => {
		const answer = await send(path, asked(more), { "X-PolicyQA-Language": root.dataset.language });
		if (answer.headers.get("Content-Type").includes("json")) show(await answer.json());
		else hand(await answer.blob(), `${root.dataset.file}.${ending}`);
	};

	const batch = async (file) => {
		const told = find(".pq-match-told");
		const answer = await send("batch", file, {
			"X-PolicyQA-Language": root.dataset.language,
			"X-PolicyQA-Asked": JSON.stringify({ language: root.dataset.language, documents }),
		})
			.then((reply) => reply.json())
			.catch(() => null);
		workbook = answer?.file ?? null;
		find("[data-match=batch-file]").hidden = workbook === null;
		if (answer === null) told.textContent = unreachable();
		else told.innerHTML = answer.error ?? answer.html;
	};

	const restore = async (file) => {
		since = null;
		answers = {};
		const told = await ask({ profile: await file.text() });
		if (!told?.answers) return;
		fill(told.answers);
		answers = collect();
	};

	const does = {
		save: () => hand(new Blob([JSON.stringify(answers, null, 2)], { type: "application/json" }), `${root.dataset.file}.json`),
		load: () => find(".pq-match-profile").click(),
		clear: () => {
			fill({});
			answers = {};
			since = null;
			ask();
		},
		xlsx: () => download("table", "xlsx", { format: "xlsx" }),
		csv: () => download("table", "csv", { format: "csv" }),
		template: () => download("template", "csv"),
		batch: () => find(".pq-match-firms").click(),
		"batch-file": () => hand(new Blob([Uint8Array.from(atob(workbook), (c) => c.charCodeAt(0))]), `${root.dataset.file}-batch.xlsx`),
		jump: () => find(".pq-match-right").scrollIntoView(),
		unfold: () => unfold(true),
		fold: () => unfold(false),
		print: () => window.print(),
	};

	// The frame appears when the page is made, and again in the other language; it is filled when it is looked at.
	const begin = (frame) => {
		if (frame.querySelector(".pq-field")) return;
		root = frame;
		ask({ form: true });
	};
	const seen = new IntersectionObserver((entries) => {
		for (const { isIntersecting, target } of entries) if (isIntersecting) begin(target);
	});
	new MutationObserver(() => {
		const frame = document.querySelector(".pq-match:not([data-watched])");
		if (!frame) return;
		frame.dataset.watched = "";
		if (frame.offsetParent) begin(frame);
		else seen.observe(frame);
	}).observe(document.body, { childList: true, subtree: true });

	const inside = (event, selector) => (root && root.contains(event.target) ? event.target.closest(selector) : null);

	document.addEventListener("focusin", (event) => {
		if (inside(event, ".pq-field[data-kind=number] input")) since = { ...answers };
	});
	document.addEventListener("input", (event) => {
		if (!inside(event, ".pq-field[data-kind=number] input")) return;
		clearTimeout(timer);
		timer = setTimeout(edited, PAUSE);
	});
	document.addEventListener("change", (event) => {
		const field = inside(event, ".pq-field");
		if (field) {
			if (field.dataset.kind === "check" && event.target.checked) {
				const boxes = [...field.querySelectorAll("input")];
				const none = boxes.at(-1); // “none of them” and the others exclude each other
				for (const box of boxes) if (box !== event.target && (event.target === none || box === none)) box.checked = false;
			}
			if (field.dataset.kind !== "number") since = { ...answers };
			edited();
		} else if (inside(event, ".pq-match-documents input")) {
			documents = [...root.querySelectorAll(".pq-match-documents input:checked")].map((box) => box.value);
			if (documents.length) ask({ form: true });
			else event.target.checked = true; // one document at least
		} else if (inside(event, ".pq-match-profile, .pq-match-firms") && event.target.files.length) {
			(event.target.matches(".pq-match-firms") ? batch : restore)(event.target.files[0]);
			event.target.value = "";
		}
	});
	document.addEventListener("submit", (event) => {
		if (!inside(event, ".pq-match-form")) return;
		event.preventDefault();
		edited();
	});
	document.addEventListener("click", (event) => {
		const button = inside(event, "button[data-match]");
		if (button) does[button.dataset.match]();
		const open = inside(event, "button[data-ask]");
		if (open) lead(open.dataset.ask);
	});
})();
