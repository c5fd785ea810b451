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
