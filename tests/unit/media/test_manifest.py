from __future__ import annotations

import datetime as dt
import http.server
import json
import threading
from pathlib import Path

import c2pa
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from PIL import Image
from tests.media_clips import place

from crossbearing.errors import ConfigError
from crossbearing.media.manifest import read_manifest
from crossbearing.model.footage import ManifestStatus
from crossbearing.settings import MediaSettings

SETTINGS = MediaSettings()
SAMPLE = Path(__file__).parents[4] / "shared/samples/video/c2pa_signed.mp4"


def certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: str,
    issuer_key: ec.EllipticCurvePrivateKey,
    *,
    root: bool,
) -> x509.Certificate:
    now = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(named(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + dt.timedelta(days=36500))
        .add_extension(x509.BasicConstraints(ca=root, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=not root,
                content_commitment=False,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=root,
                crl_sign=root,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False
        )
    )
    if not root:
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
        builder = builder.add_extension(usage, critical=False)
    return builder.sign(issuer_key, hashes.SHA256())


def named(name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "XX"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Invented Press"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A signed photo, and the certificate of the authority behind its signer."""
    folder = tmp_path_factory.mktemp("signed")
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = certificate("Invented Root", root_key, "Invented Root", root_key, root=True)
    signer_certificate = certificate("Invented Signer", key, "Invented Root", root_key, root=False)
    pem = serialization.Encoding.PEM
    chain = signer_certificate.public_bytes(pem) + root.public_bytes(pem)
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    Image.fromarray(place(1)).convert("RGB").save(folder / "plain.jpg")
    info = c2pa.C2paSignerInfo(c2pa.C2paSigningAlg.ES256, chain, private, None)
    kind = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"
    actions = {"actions": [{"action": "c2pa.created", "digitalSourceType": kind}]}
    manifest = {
        "claim_generator": "invented-camera/1",
        "title": "bridge",
        "assertions": [{"label": "c2pa.actions", "data": actions}],
    }
    with (
        c2pa.Signer.from_info(info) as signer,
        c2pa.Builder(json.dumps(manifest)) as builder,
        (folder / "plain.jpg").open("rb") as source,
        (folder / "signed.jpg").open("w+b") as target,
    ):
        builder.sign(signer, "image/jpeg", source, target)
    (folder / "root.pem").write_bytes(root.public_bytes(pem))
    return folder / "signed.jpg", folder / "root.pem"


def test_no_manifest_is_absent(signed: tuple[Path, Path], clips: Path) -> None:
    for path in (signed[0].with_name("plain.jpg"), clips / "bridge.mp4"):
        manifest = read_manifest(path, SETTINGS)
        assert manifest.status is ManifestStatus.ABSENT
        assert manifest.reasons == ()


def test_without_a_trust_list_nobody_is_trusted(signed: tuple[Path, Path]) -> None:
    manifest = read_manifest(signed[0], SETTINGS)
    assert manifest.status is ManifestStatus.UNTRUSTED
    assert manifest.signer is not None
    assert "Invented" in manifest.signer
    assert manifest.claim_generator is not None
    assert any("No trust list" in reason for reason in manifest.reasons)


def test_the_users_trust_list_makes_a_signer_trusted(signed: tuple[Path, Path]) -> None:
    manifest = read_manifest(signed[0], MediaSettings(trust_list=str(signed[1])))
    assert manifest.status is ManifestStatus.TRUSTED
    assert manifest.reasons == ()


def test_changed_pixels_are_not_trusted(signed: tuple[Path, Path], tmp_path: Path) -> None:
    data = bytearray(signed[0].read_bytes())
    data[-400] ^= 0xFF
    path = tmp_path / "changed.jpg"
    path.write_bytes(data)
    manifest = read_manifest(path, MediaSettings(trust_list=str(signed[1])))
    assert manifest.status is ManifestStatus.UNTRUSTED
    assert any("hash" in reason.lower() for reason in manifest.reasons)


def test_a_remote_manifest_is_not_fetched(tmp_path: Path) -> None:
    asked: list[str] = []

    class Listening(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    server = http.server.HTTPServer(("127.0.0.1", 0), Listening)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    xmp = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dcterms="http://purl.org/dc/terms/"'
        f' dcterms:provenance="http://127.0.0.1:{server.server_port}/manifest.c2pa"/></rdf:RDF></x:xmpmeta>'
    )
    path = tmp_path / "remote.jpg"
    Image.fromarray(place(1)).convert("RGB").save(path, xmp=xmp.encode())
    manifest = read_manifest(path, SETTINGS)
    server.shutdown()
    server.server_close()
    assert asked == []
    assert manifest.status is not ManifestStatus.TRUSTED


@pytest.mark.parametrize("content", [None, "no certificate", "\xff"])
def test_a_trust_list_that_holds_no_certificate_is_refused(
    signed: tuple[Path, Path], tmp_path: Path, content: str | None
) -> None:
    path = tmp_path / "trust.pem"
    if content is not None:
        path.write_text(content, "latin-1")
    with pytest.raises(ConfigError):
        read_manifest(signed[0], MediaSettings(trust_list=str(path)))


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample clips are not on this machine")
def test_a_sample_signed_with_a_test_credential_is_untrusted() -> None:
    manifest = read_manifest(SAMPLE, SETTINGS)
    assert manifest.status is ManifestStatus.UNTRUSTED
    assert manifest.signer == "C2PA Signer, C2PA Test Signing Cert"
    assert manifest.signed == "2023-12-02T16:34:19+00:00"
    assert any("untrusted" in reason for reason in manifest.reasons)
