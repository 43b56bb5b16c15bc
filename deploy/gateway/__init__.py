"""The API gateway: nginx's template, the API's reading page, and what renders them."""
