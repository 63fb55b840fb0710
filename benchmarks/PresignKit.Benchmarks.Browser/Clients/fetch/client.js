// The least that a page must do: all URLs at once, the parts by as many lanes as asked for, and the completion. No checksum, no second attempt.
const api = async (path, body) => {
  const answer = await fetch(`/api/uploads${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
};

export async function run(file, options) {
  const begun = performance.now();
  const { token, multipart: { partSize, partCount } } = await api("/slots", {
    policy: options.policy,
    fileName: file.name,
    contentType: file.type || "application/octet-stream",
    size: file.size,
    transports: ["multipart"],
  });
  const { parts } = await api("/slots/parts", { token, numbers: Array.from({ length: partCount }, (_, i) => i + 1) });
  const lane = async () => {
    for (let part = parts.shift(); part; part = parts.shift()) {
      const body = file.slice((part.number - 1) * partSize, part.number * partSize);
      const answer = await fetch(part.url, { method: part.method, headers: part.headers, body });
      if (!answer.ok) throw new Error(`Part ${part.number}: ${answer.status}`);
    }
  };
  await Promise.all(Array.from({ length: options.lanes }, lane));
  const sent = (performance.now() - begun) / 1000;
  await api("/slots/complete", { token });
  return { sent, lanes: options.lanes };
}
