// Runs once for the upload area: `element` is its root, `trigger` brings an event to the server.
const words = () => element.querySelector(".pq-drop").dataset;
const list = () => element.querySelector(".pq-uploads");
let sending = null;
let stopped = false;

const line = (name) => {
	const row = document.createElement("li");
	const label = document.createElement("span");
	label.textContent = name;
	const bar = document.createElement("progress");
	bar.max = 1;
	bar.value = 0;
	bar.setAttribute("aria-label", name);
	row.append(label, bar);
	list().append(row);
	return { row, bar };
};

const refuse = ({ row, bar }, sentence) => {
	bar.remove();
	const said = document.createElement("strong");
	said.textContent = sentence;
	row.append(said);
};

const send = (file, shown) =>
	new Promise((resolve) => {
		const request = (sending = new XMLHttpRequest());
		request.upload.onprogress = (event) => event.lengthComputable && (shown.bar.value = event.loaded / event.total);
		request.onload = () => {
			let said = {};
			try {
				said = JSON.parse(request.responseText);
			} catch {
				// not our server's words: the sentence below
			}
			if (said.upload) {
				shown.row.remove();
				return resolve(said.upload);
			}
			refuse(shown, said.error?.message ?? words().failed);
			resolve(null);
		};
		request.onerror = () => (refuse(shown, words().failed), resolve(null));
		request.onabort = () => (refuse(shown, words().stopped), resolve(null));
		request.open("POST", new URL("uploads?name=" + encodeURIComponent(file.name), document.baseURI));
		request.setRequestHeader("Content-Type", "application/octet-stream");
		request.send(file);
	});

const sendAll = async (files) => {
	if (sending || !files.length) return;
	stopped = false;
	list().replaceChildren();
	element.classList.add("pq-sending");
	const taken = [];
	const most = Number(words().count);
	for (const file of [...files].slice(0, most)) {
		if (stopped) break;
		const shown = line(file.name);
		if (file.size > Number(words().largest)) refuse(shown, words().tooLarge);
		else {
			const token = await send(file, shown);
			if (token) taken.push(token);
		}
	}
	if (files.length > most) refuse(line("…"), words().tooMany);
	sending = null;
	element.classList.remove("pq-sending");
	if (taken.length && !stopped) trigger("upload", { uploads: taken });
};

element.addEventListener("change", (event) => {
	if (event.target.type !== "file") return;
	sendAll([...event.target.files]);
	event.target.value = "";
});
element.addEventListener("click", (event) => {
	if (event.target.closest(".pq-choose")) element.querySelector("input[type=file]").click();
	if (event.target.closest(".pq-stop-sending")) {
		stopped = true;
		sending?.abort();
	}
});
for (const name of ["dragenter", "dragover", "dragleave", "drop"])
	element.addEventListener(name, (event) => {
		event.preventDefault();
		element.querySelector(".pq-drop").classList.toggle("pq-over", name === "dragenter" || name === "dragover");
		if (name === "drop") sendAll([...event.dataTransfer.files]);
	});
