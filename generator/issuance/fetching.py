"""OCSP, CRL and issuer certificates for pyHanko, through the bounded `Web`."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from asn1crypto import crl, ocsp, pem, x509
from pyhanko_certvalidator.errors import CertificateFetchError, CRLFetchError, OCSPFetchError
from pyhanko_certvalidator.fetchers import (
    CertificateFetcher,
    CRLFetcher,
    FetcherBackend,
    Fetchers,
    OCSPFetcher,
)
from pyhanko_certvalidator.fetchers.common_utils import (
    enumerate_delivery_point_urls,
    format_ocsp_request,
    gather_aia_issuer_urls,
    process_ocsp_response_data,
    unpack_cert_content,
)
from pyhanko_certvalidator.util import get_ocsp_urls, get_relevant_crl_dps, issuer_serial

from generator.issuance.network import Web, WebError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterable
    from datetime import datetime

    from pyhanko_certvalidator.authority import Authority

SLOW = timedelta(minutes=1)
"""An answer is newer than the moment that validation began at, by as long as asking took."""
OLD = timedelta(hours=6)
"""From this age on an OCSP answer is held against the CRL, which may know of a revocation since."""
URLS = 4
"""Addresses tried for one certificate."""


class WebFetchers(FetcherBackend):
    """What validation asks online; `unreachable` says what could not be asked."""

    def __init__(self, web: Web, now: datetime) -> None:
        self.web = web
        self.now = now
        self.unreachable: list[str] = []
        lists = _Crl(self)
        self._fetchers = Fetchers(_Ocsp(self, lists), lists, _Certificates(self))

    def get_fetchers(self) -> Fetchers:
        """The three, always the same: what one of them got is not asked again."""
        return self._fetchers

    async def close(self) -> None:
        """Nothing stays open."""

    async def get(self, url: str) -> bytes:
        """A body, asked in a thread. Raises WebError."""
        try:
            return await asyncio.to_thread(self.web.get, url)
        except WebError as fault:
            self.unreachable.append(str(fault))
            raise

    async def post(self, url: str, body: bytes, kind: str) -> bytes:
        """An answer, asked in a thread. Raises WebError."""
        try:
            return await asyncio.to_thread(self.web.post, url, body, kind)
        except WebError as fault:
            self.unreachable.append(str(fault))
            raise


class _Ocsp(OCSPFetcher):
    def __init__(self, backend: WebFetchers, lists: _Crl) -> None:
        self.backend = backend
        self.lists = lists
        self.kept: dict[Any, ocsp.OCSPResponse] = {}

    async def fetch(self, cert: Any, authority: Authority) -> ocsp.OCSPResponse:
        tag = (issuer_serial(cert), authority.hashable)
        if tag in self.kept:
            return self.kept[tag]
        request = format_ocsp_request(cert, authority, certid_hash_algo="sha1", request_nonces=True)
        for url in get_ocsp_urls(cert)[:URLS]:
            try:
                body = await self.backend.post(url, request.dump(), "application/ocsp-request")
                answer = process_ocsp_response_data(body, ocsp_request=request, ocsp_url=url)
            except (WebError, ValueError, TypeError, OCSPFetchError):
                continue
            if await self._is_behind(answer, cert):
                break
            self.kept[tag] = answer
            return answer
        raise OCSPFetchError("no OCSP responder answered")

    async def _is_behind(self, answer: ocsp.OCSPResponse, cert: Any) -> bool:
        """Whether an old answer, perhaps one that somebody kept, is older than the CRL of now."""
        try:
            said = [a["this_update"].native for a in answer.response_data["responses"]]
            if not said or min(said) > self.backend.now - OLD:
                return False
            lists = await self.lists.fetch(cert)
            return any(one["tbs_cert_list"]["this_update"].native > min(said) for one in lists)
        except (CRLFetchError, ValueError, TypeError, KeyError):
            return False

    def fetched_responses(self) -> Iterable[ocsp.OCSPResponse]:
        return list(self.kept.values())

    def fetched_responses_for_cert(self, cert: Any) -> Iterable[ocsp.OCSPResponse]:
        wanted = issuer_serial(cert)
        return [answer for (serial, _), answer in self.kept.items() if serial == wanted]


class _Crl(CRLFetcher):
    def __init__(self, backend: WebFetchers) -> None:
        self.backend = backend
        self.by_cert: dict[Any, list[crl.CertificateList]] = {}
        self.by_url: dict[str, crl.CertificateList] = {}

    async def fetch(self, cert: Any, *, use_deltas: bool | None = None) -> Any:
        serial = issuer_serial(cert)
        if serial in self.by_cert:
            return self.by_cert[serial]
        points = get_relevant_crl_dps(cert, use_deltas=bool(use_deltas))
        urls = [url for point in points for url in enumerate_delivery_point_urls(point)]
        found = [got for url in urls[:URLS] if (got := await self._one(url))]
        if not found:
            raise CRLFetchError("no CRL could be fetched")
        self.by_cert[serial] = found
        return found

    async def _one(self, url: str) -> crl.CertificateList | None:
        if url not in self.by_url:
            try:
                data = await self.backend.get(url)
                if pem.detect(data):
                    data = pem.unarmor(data)[2]
                self.by_url[url] = crl.CertificateList.load(data, strict=True)
            except (WebError, ValueError, TypeError):
                return None
        return self.by_url[url]

    def fetched_crls(self) -> Iterable[crl.CertificateList]:
        return list(self.by_url.values())

    def fetched_crls_for_cert(self, cert: Any) -> Iterable[crl.CertificateList]:
        return self.by_cert[issuer_serial(cert)]


class _Certificates(CertificateFetcher):
    def __init__(self, backend: WebFetchers) -> None:
        self.backend = backend
        self.kept: dict[str, list[x509.Certificate]] = {}

    async def _from(self, urls: Iterable[str]) -> AsyncGenerator[x509.Certificate, None]:
        for url in list(urls)[:URLS]:
            if url not in self.kept:
                try:
                    body = await self.backend.get(url)
                    kind = "application/octet-stream"
                    self.kept[url] = list(unpack_cert_content(body, kind, url, permit_pem=True))
                except (WebError, ValueError, TypeError, CertificateFetchError):
                    continue
            for certificate in self.kept[url]:
                yield certificate

    def fetch_cert_issuers(self, cert: Any) -> AsyncGenerator[x509.Certificate, None]:
        return self._from(gather_aia_issuer_urls(cert))

    def fetch_crl_issuers(self, certificate_list: Any) -> AsyncGenerator[x509.Certificate, None]:
        return self._from(certificate_list.issuer_cert_urls)

    def fetched_certs(self) -> Iterable[x509.Certificate]:
        return [certificate for found in self.kept.values() for certificate in found]
