"""The register of outgoing documents (sổ đăng ký văn bản đi): numbers, acts, proof.

tables → chain (hashes) → acts (what may be done)
→ audit, export. Numbers follow Decree 30/2020/NĐ-CP, Article 15; columns Annex IV.I;
metadata Annex VI.
"""
