// A whole report inside the page: in a shadow tree, so that its styles and the page's leave each other alone.
const draw = () => {
	const place = element.querySelector(".pq-framed");
	if (!place || place.shadowRoot) return;
	const report = new DOMParser().parseFromString(place.dataset.page, "text/html");
	const style = document.createElement("style");
	style.textContent = [...report.querySelectorAll("style")]
		.map((s) => s.textContent.replaceAll(":root", ":host").replaceAll(/(^|[\s,}])(?:html|body)(?=[\s,{])/g, "$1.report"))
		.join("\n");
	const body = document.createElement("div");
	body.className = "report";
	body.append(...report.body.childNodes);
	place.attachShadow({ mode: "open" }).append(style, body);
};
draw();
watch("value", draw);
