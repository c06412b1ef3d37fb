"""Time-stamps by RFC 3161: several authorities, retries, and no silent step down."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper
from pyhanko_certvalidator.errors import PathError, ValidationError

from generator.diagnostics import Diagnostic, error
from generator.issuance.network import WebError
from generator.locale import _

if TYPE_CHECKING:
    from datetime import datetime

    from asn1crypto import cms

    from generator.issuance.verdict.office import SigningOffice

SKEW = timedelta(minutes=5)
"""How far a clock may be off before one of the two is wrong."""
ONE_CALL = 30.0
"""Seconds for one answer; the government's authority was seen to need up to 131 s, under load."""
PAUSES = (1, 2, 5, 10, 20, 30)


class TsaError(Exception):
    """No usable time-stamp; holds the diagnostic."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class Tsa(TimeStamper):
    """Asks the office's authorities in order; a stamp is checked before it is used."""

    def __init__(self, office: SigningOffice) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.settings, self.web, self.store = office.settings, office.web, office.store
        self.clock = office.clock
        self._trusted: set[bytes] = set()

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """The first answer of any authority; waits and tries again as the settings say."""
        wait = self.settings.tsa_cho_giay if self.settings.khi_tsa_loi == "cho" else 0
        end = time.monotonic() + wait
        reasons: list[str] = []
        for attempt in range(1000):
            for url in self.settings.tsa:
                try:
                    body = await asyncio.to_thread(
                        self.web.post, url, req.dump(), "application/timestamp-query", ONE_CALL
                    )
                    return tsp.TimeStampResp.load(body, strict=True)
                except (WebError, ValueError, TypeError) as fault:
                    reasons.append(str(fault))
            pause = PAUSES[min(attempt, len(PAUSES) - 1)]
            if time.monotonic() + pause > end:
                break
            await asyncio.sleep(pause)
        raise TsaError(_unreachable(reasons[-1] if reasons else "", waited=bool(wait)))

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        """A token over the digest, of a trusted authority, telling today's time."""
        try:
            token = await super().async_timestamp(message_digest, md_algorithm)
        except (OSError, ValueError, TypeError) as fault:
            raise TsaError(_refused(str(fault))) from fault
        except TsaError:
            raise
        except Exception as fault:
            raise TsaError(_refused(type(fault).__name__)) from fault
        await self._check(token, message_digest)
        return token

    async def _check(self, token: cms.ContentInfo, digest: bytes) -> None:
        signed = token["content"]
        info = signed["encap_content_info"]["content"].parsed
        if info["message_imprint"]["hashed_message"].native != digest:
            raise TsaError(_refused(_("dấu không thuộc dữ liệu đã gửi")))
        told = info["gen_time"].native
        if abs(told - self.clock()) > SKEW:
            raise TsaError(_clock(told))
        await self._check_chain(signed)

    async def _check_chain(self, signed: Any) -> None:
        from pyhanko.sign.general import extract_certificate_info
        from pyhanko_certvalidator import CertificateValidator, ValidationContext

        certificates = extract_certificate_info(signed)
        signer = certificates.signer_cert
        if signer.sha256 in self._trusted:
            return
        context = ValidationContext(
            trust_roots=list(self.store.tsa_roots),
            other_certs=list(self.store.intermediates),
            allow_fetching=False,
        )
        checker = CertificateValidator(signer, certificates.other_certs, context)
        try:
            await checker.async_validate_usage(set(), {"time_stamping"})
        except (PathError, ValidationError, ValueError) as fault:
            raise TsaError(_untrusted(signer.subject.human_friendly)) from fault
        self._trusted.add(signer.sha256)


def no_tsa(level: str) -> Diagnostic:
    """A level that needs a time-stamp, and no authority set."""
    return error(
        "KY401",
        _("Mức {muc} cần dấu thời gian, nhưng chưa đặt máy chủ dấu thời gian").format(muc=level),
        None,
        _('Đặt tsa = ["http://…"] trong [ky_so] của kehoach.toml, hoặc ký với --level B-B.'),
    )


def _unreachable(reason: str, *, waited: bool) -> Diagnostic:
    return error(
        "HT931",
        _("Không lấy được dấu thời gian: {ly_do}").format(ly_do=reason),
        None,
        _("Đã thử lại nhưng chưa được; tệp chưa ký thêm gì, hãy chạy lại sau.")
        if waited
        else _('Chưa ghi thêm gì; chạy lại sau. Muốn tự chờ: khi_tsa_loi = "cho" trong [ky_so].'),
    )


def _refused(reason: str) -> Diagnostic:
    return error("KY402", _("Máy chủ dấu thời gian trả lời sai: {ly_do}").format(ly_do=reason))


def _clock(told: datetime) -> Diagnostic:
    return error(
        "KY403",
        _("Dấu thời gian ghi {luc}, lệch giờ máy này quá 5 phút").format(luc=told.isoformat()),
        None,
        _("Chỉnh đồng hồ máy; nếu đồng hồ đúng thì máy chủ dấu thời gian sai, không dùng được."),
    )


def _untrusted(name: str) -> Diagnostic:
    return error(
        "KY404",
        _("Dấu thời gian do «{ten}» cấp không dẫn tới gốc tin cậy nào").format(ten=name),
        None,
        _('Kê chứng thư gốc của máy chủ dấu thời gian vào tin-cay.toml với pham_vi = "tsa".'),
    )
