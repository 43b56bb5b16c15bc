"""The Kubernetes manifests, and the one of them that is generated."""
