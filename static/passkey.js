// Passkeys: the browser makes or shows a credential, the form carries it as JSON. Without scripts the forms stay hidden
// or say so, and the app or a recovery code is used.
const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const withIds = (list) => list?.map((entry) => ({ ...entry, id: bytes(entry.id) }));

async function create(options, alone) {
  const { publicKey } = options;
  const selection = { ...publicKey.authenticatorSelection };
  selection.residentKey = alone ? "required" : "discouraged";
  selection.requireResidentKey = alone;
  if (alone) selection.userVerification = "required";
  const made = await navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      user: { ...publicKey.user, id: bytes(publicKey.user.id) },
      excludeCredentials: withIds(publicKey.excludeCredentials),
      authenticatorSelection: selection,
      extensions: { credProps: true },
    },
  });
  return {
    ...shared(made),
    response: {
      clientDataJSON: text(made.response.clientDataJSON),
      attestationObject: text(made.response.attestationObject),
      transports: made.response.getTransports?.() ?? [],
    },
  };
}

async function get(options) {
  const { publicKey } = options;
  const shown = await navigator.credentials.get({
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      allowCredentials: withIds(publicKey.allowCredentials),
    },
  });
  const { clientDataJSON, authenticatorData, signature, userHandle } = shown.response;
  return {
    ...shared(shown),
    response: {
      clientDataJSON: text(clientDataJSON),
      authenticatorData: text(authenticatorData),
      signature: text(signature),
      userHandle: userHandle ? text(userHandle) : null,
    },
  };
}

const shared = (credential) => ({
  id: credential.id,
  rawId: text(credential.rawId),
  type: credential.type,
  clientExtensionResults: credential.getClientExtensionResults(),
});

async function askServer(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error("no options from the server");
  return (await answer.json()).request_options;
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const status = form.querySelector("[role=status]");
  const supported = "credentials" in navigator && "PublicKeyCredential" in window;
  status.textContent = supported ? "" : "This browser has no passkeys.";
  form.hidden = form.hidden && !supported;
  form.addEventListener("submit", async (event) => {
    event.preventDefault(); // form.submit() below sends it without coming here again
    status.textContent = "Waiting for your device.";
    try {
      const kind = form.dataset.passkey;
      const options = kind === "login" ? await askServer(form.action) : JSON.parse(form.dataset.options);
      const made = kind === "create" ? await create(options, form.elements.passwordless?.checked ?? false) : await get(options);
      form.elements.credential.value = JSON.stringify(made);
      form.submit();
    } catch {
      status.textContent = "That did not work. Try again, or use another way to sign in.";
    }
  });
}
