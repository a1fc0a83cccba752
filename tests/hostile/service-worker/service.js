addEventListener("install", (event) => event.waitUntil(skipWaiting()));
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
    const page = "<!DOCTYPE html><html lang=fr><title>Détourné</title><h1>Détourné</h1>";
    event.respondWith(new Response(page, { headers: { "content-type": "text/html; charset=utf-8" } }));
});
