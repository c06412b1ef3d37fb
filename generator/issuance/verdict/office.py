"""What every signature of an office shares: settings, trust, network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.issuance.fetching import WebFetchers

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from generator.issuance.network import Web
    from generator.issuance.verdict.trust_list import TrustStore
    from generator.workspace.signing_settings import KySo


@dataclass(frozen=True)
class SigningOffice:
    """What every signature of an office shares."""

    settings: KySo
    store: TrustStore
    web: Web
    clock: Callable[[], datetime]
    """The time, with a zone."""

    def fetchers(self) -> WebFetchers:
        """For revocation, asked anew."""
        return WebFetchers(self.web, self.clock())
