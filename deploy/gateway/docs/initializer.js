// Shows the API's description, whole or by service; nothing is loaded from elsewhere.
const services = ["accounts", "catalog", "orders", "payments", "delivery", "search", "notify"];
window.ui = SwaggerUIBundle({
  urls: [
    { name: "Haat", url: "/openapi.json" },
    ...services.map((name) => ({ name, url: `openapi/${name}.json` })),
  ],
  dom_id: "#swagger-ui",
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  layout: "StandaloneLayout",
  deepLinking: true,
  docExpansion: "none",
  defaultModelsExpandDepth: 0,
  filter: true,
  persistAuthorization: false,
  validatorUrl: null,
});
