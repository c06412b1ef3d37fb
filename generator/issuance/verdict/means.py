"""What a judgement of signatures stands on: whom to trust, whom to ask, and what day it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.issuance.fetching import WebFetchers
from generator.issuance.verdict.trust_list import TrustStore

if TYPE_CHECKING:
    from datetime import datetime

    from generator.issuance.network import Web


class VerdictMeans(NamedTuple):
    """The same for all files of one request."""

    store: TrustStore | None
    """None: nobody is trusted, so nothing can be VALID."""
    web: Web | None
    """None: only the proofs of revocation inside the file are used."""
    now: datetime
    """The time of the machine, with its zone."""
    at: datetime | None = None
    """Judge as if it were then; None: now. Revocation is asked about today all the same."""

    @property
    def moment(self) -> datetime:
        """The time of the judgement."""
        return self.at or self.now

    @property
    def trusted(self) -> TrustStore:
        """The anchors, or none."""
        return self.store or TrustStore()

    def fetchers(self) -> WebFetchers | None:
        """For revocation, asked anew."""
        return WebFetchers(self.web, self.now) if self.web else None
