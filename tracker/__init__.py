"""The register of recommendations that UN treaty bodies and the UPR address to a State, and its follow-up."""

__version__ = "0.1.0"
